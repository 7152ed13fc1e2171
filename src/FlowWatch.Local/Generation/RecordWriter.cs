using System.Globalization;
using System.Text;

namespace FlowWatch.Local.Generation;

/// <summary>Writes flow log records as text, straight into a buffer.</summary>
internal sealed class RecordWriter
{
    private const int BufferSize = 1 << 20;
    private const int LongestRecord = 1024;

    private readonly Stream _output;
    private readonly RecordField[] _fields;
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly byte[] _version;
    private readonly byte[] _accountId;
    private readonly byte[] _vpcId;
    private readonly byte[] _region;
    private readonly byte[][] _interfaceIds;
    private readonly byte[][] _instanceIds;
    private readonly byte[][] _subnetIds;
    private readonly byte[][] _zoneIds;
    private readonly uint[] _addresses;
    private readonly byte[][] _octets;
    private readonly long _startSeconds;
    private int _used;
    private long _flushed;

    public RecordWriter(TrafficOptions options, VirtualNetwork network, Stream output)
    {
        _output = output;
        _fields = [.. options.Fields.Select(RecordFields.Parse)];
        _version = Text(_fields.Max(RecordFields.Version).ToString(CultureInfo.InvariantCulture));
        _accountId = Text(VirtualNetwork.AccountId);
        _vpcId = Text(network.VpcId);
        _region = Text(VirtualNetwork.Region);
        _interfaceIds = [.. network.Interfaces.Select(item => Text(item.Id))];
        _instanceIds = [.. network.Interfaces.Select(item => Text(item.InstanceId))];
        _subnetIds = [.. network.Interfaces.Select(item => Text(item.SubnetId))];
        _zoneIds = [.. network.Interfaces.Select(item => Text(item.AvailabilityZoneId))];
        _addresses = [.. network.Interfaces.Select(item => item.Address)];
        _octets = [.. Enumerable.Range(0, 256).Select(octet => Text(octet.ToString(CultureInfo.InvariantCulture)))];
        _startSeconds = options.Start.ToUnixTimeSeconds();
        if (options.Header)
        {
            var header = Text(string.Join(' ', options.Fields) + "\n");
            header.CopyTo(_buffer, 0);
            _used = header.Length;
        }
    }

    /// <summary>Records written so far.</summary>
    public long Records { get; private set; }

    /// <summary>Bytes written so far.</summary>
    public long Bytes => _flushed + _used;

    public uint AddressOf(int networkInterface) => _addresses[networkInterface];

    /// <summary>Writes what one window holds of one flow; times are seconds since the start of the traffic.</summary>
    public void WriteFlow(in DirectedFlow flow, long packets, long bytes, long start, long end, int flags)
    {
        MakeRoom();
        foreach (var field in _fields)
        {
            switch (field)
            {
                case RecordField.SourceAddress: WriteAddress(flow.Source); break;
                case RecordField.DestinationAddress: WriteAddress(flow.Destination); break;
                case RecordField.SourcePort: WriteNumber(flow.SourcePort); break;
                case RecordField.DestinationPort: WriteNumber(flow.DestinationPort); break;
                case RecordField.Protocol: WriteNumber(flow.Protocol); break;
                case RecordField.Packets: WriteNumber((ulong)packets); break;
                case RecordField.Bytes: WriteNumber((ulong)bytes); break;
                case RecordField.Action: Write(flow.Rejected ? "REJECT"u8 : "ACCEPT"u8); break;
                case RecordField.LogStatus: Write("OK"u8); break;
                case RecordField.TcpFlags: WriteNumber((ulong)flags); break;
                case RecordField.Type: Write("IPv4"u8); break;
                case RecordField.PacketSourceAddress: WriteAddress(flow.PacketSource); break;
                case RecordField.PacketDestinationAddress: WriteAddress(flow.PacketDestination); break;
                case RecordField.PacketSourceService: Write(ServiceOf(flow.PacketSource)); break;
                case RecordField.PacketDestinationService: Write(ServiceOf(flow.PacketDestination)); break;
                case RecordField.FlowDirection: Write(flow.Leaving ? "egress"u8 : "ingress"u8); break;
                case RecordField.TrafficPath: WritePath(flow.Path); break;
                default: WriteCommon(field, flow.Interface, start, end); break;
            }

            _buffer[_used++] = (byte)' ';
        }

        EndRecord();
    }

    /// <summary>Writes a record that says there is nothing to say: NODATA or SKIPDATA.</summary>
    public void WriteStatus(int networkInterface, long start, long end, ReadOnlySpan<byte> status)
    {
        MakeRoom();
        foreach (var field in _fields)
        {
            if (field == RecordField.LogStatus)
            {
                Write(status);
            }
            else
            {
                WriteCommon(field, networkInterface, start, end);
            }

            _buffer[_used++] = (byte)' ';
        }

        EndRecord();
    }

    /// <summary>Hands everything written so far to the output.</summary>
    public void Flush()
    {
        _output.Write(_buffer, 0, _used);
        _flushed += _used;
        _used = 0;
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);

    private static ReadOnlySpan<byte> ServiceOf(uint address) => PublicAddresses.IsStorage(address) ? "S3"u8 : "-"u8;

    private void MakeRoom()
    {
        if (_used > BufferSize - LongestRecord)
        {
            Flush();
        }
    }

    private void EndRecord()
    {
        _buffer[_used - 1] = (byte)'\n';
        Records++;
    }

    private void WriteCommon(RecordField field, int networkInterface, long start, long end)
    {
        switch (field)
        {
            case RecordField.Version: Write(_version); break;
            case RecordField.AccountId: Write(_accountId); break;
            case RecordField.InterfaceId: Write(_interfaceIds[networkInterface]); break;
            case RecordField.InstanceId: Write(_instanceIds[networkInterface]); break;
            case RecordField.SubnetId: Write(_subnetIds[networkInterface]); break;
            case RecordField.VpcId: Write(_vpcId); break;
            case RecordField.Region: Write(_region); break;
            case RecordField.AvailabilityZoneId: Write(_zoneIds[networkInterface]); break;
            case RecordField.Start: WriteNumber((ulong)(_startSeconds + start)); break;
            case RecordField.End: WriteNumber((ulong)(_startSeconds + end)); break;
            default: _buffer[_used++] = (byte)'-'; break;
        }
    }

    private void WritePath(byte path)
    {
        _buffer[_used++] = path == 0 ? (byte)'-' : (byte)('0' + path);
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
    }

    private void WriteAddress(uint address)
    {
        Write(_octets[address >> 24]);
        _buffer[_used++] = (byte)'.';
        Write(_octets[(address >> 16) & 255]);
        _buffer[_used++] = (byte)'.';
        Write(_octets[(address >> 8) & 255]);
        _buffer[_used++] = (byte)'.';
        Write(_octets[address & 255]);
    }

    private void WriteNumber(ulong number)
    {
        _ = System.Buffers.Text.Utf8Formatter.TryFormat(number, _buffer.AsSpan(_used), out var written);
        _used += written;
    }
}
