using System.Globalization;

namespace FlowWatch.Core.FlowLogs;

/// <summary>One record of a flow log. Immutable; its values were checked against the types of its format's fields.</summary>
public sealed class FlowLogRecord : IEquatable<FlowLogRecord>
{
    internal const string Absent = "-";

    private readonly string line;
    private readonly int[] ends;

    /// <param name="format">The format of the line.</param>
    /// <param name="line">The values, one blank between them, <c>-</c> for an absent one.</param>
    /// <param name="ends">Where each value ends in the line.</param>
    internal FlowLogRecord(FlowLogFormat format, string line, int[] ends)
    {
        Format = format;
        this.line = line;
        this.ends = ends;
    }

    /// <summary>Which fields the record has.</summary>
    public FlowLogFormat Format { get; }

    /// <summary>The flow log version.</summary>
    public int? Version => SmallNumber(FlowLogFieldNames.Version);

    /// <summary>The account that owns the interface.</summary>
    public string? AccountId => Text(FlowLogFieldNames.AccountId);

    /// <summary>The network interface.</summary>
    public string? InterfaceId => Text(FlowLogFieldNames.InterfaceId);

    /// <summary>The source address, as the interface sees it.</summary>
    public string? SourceAddress => Text(FlowLogFieldNames.SourceAddress);

    /// <summary>The destination address, as the interface sees it.</summary>
    public string? DestinationAddress => Text(FlowLogFieldNames.DestinationAddress);

    /// <summary>The source address in the packet itself.</summary>
    public string? PacketSourceAddress => Text(FlowLogFieldNames.PacketSourceAddress);

    /// <summary>The destination address in the packet itself.</summary>
    public string? PacketDestinationAddress => Text(FlowLogFieldNames.PacketDestinationAddress);

    /// <summary>The source port.</summary>
    public int? SourcePort => SmallNumber(FlowLogFieldNames.SourcePort);

    /// <summary>The destination port.</summary>
    public int? DestinationPort => SmallNumber(FlowLogFieldNames.DestinationPort);

    /// <summary>The IANA protocol number.</summary>
    public int? Protocol => SmallNumber(FlowLogFieldNames.Protocol);

    /// <summary>The TCP flags seen, combined with OR.</summary>
    public int? TcpFlags => SmallNumber(FlowLogFieldNames.TcpFlags);

    /// <summary>How many packets.</summary>
    public long? Packets => Number(FlowLogFieldNames.Packets);

    /// <summary>How many bytes.</summary>
    public long? Bytes => Number(FlowLogFieldNames.Bytes);

    /// <summary>When the first packet was seen.</summary>
    public DateTimeOffset? Start => Time(FlowLogFieldNames.Start);

    /// <summary>When the last packet was seen.</summary>
    public DateTimeOffset? End => Time(FlowLogFieldNames.End);

    /// <summary><c>ACCEPT</c> or <c>REJECT</c>.</summary>
    public string? Action => Text(FlowLogFieldNames.Action);

    /// <summary><c>OK</c>, <c>NODATA</c> or <c>SKIPDATA</c>.</summary>
    public string? LogStatus => Text(FlowLogFieldNames.LogStatus);

    /// <summary><c>ingress</c> or <c>egress</c>.</summary>
    public string? FlowDirection => Text(FlowLogFieldNames.FlowDirection);

    /// <summary>The VPC of the interface.</summary>
    public string? VpcId => Text(FlowLogFieldNames.VpcId);

    /// <summary>The subnet of the interface.</summary>
    public string? SubnetId => Text(FlowLogFieldNames.SubnetId);

    /// <summary>The instance behind the interface.</summary>
    public string? InstanceId => Text(FlowLogFieldNames.InstanceId);

    /// <summary>The Region.</summary>
    public string? Region => Text(FlowLogFieldNames.Region);

    /// <summary>Whether the record only says that there was no traffic.</summary>
    public bool IsNoData => StatusIs("NODATA");

    /// <summary>Whether the record only says that records were lost.</summary>
    public bool IsSkipData => StatusIs("SKIPDATA");

    /// <inheritdoc cref="Text(string)"/>
    public string? this[string name] => Text(name);

    /// <summary>The value of the field of that name; null when it is <c>-</c> or the format does not have the field.</summary>
    public string? Text(string name) => Format.IndexOf(name) is >= 0 and var index ? TextAt(index) : null;

    /// <summary>The value of the field of that name as a number; null when it is absent or the field does not hold numbers.</summary>
    public long? Number(string name) => Format.IndexOf(name) is >= 0 and var index ? NumberAt(index) : null;

    /// <summary>The value of the field at that place in the format; null when it is <c>-</c>.</summary>
    public string? TextAt(int index)
    {
        var value = ValueAt(index);
        return value is Absent ? null : value.ToString();
    }

    /// <summary>The number in the field at that place in the format; null when it is <c>-</c> or the field does not hold numbers.</summary>
    public long? NumberAt(int index) =>
        Format.FieldSpan[index].IsNumber
        && long.TryParse(ValueAt(index), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The record as a line: the values in the format's order, one blank between them, <c>-</c> for an absent one.</summary>
    public string ToLine() => line;

    /// <inheritdoc cref="ToLine"/>
    public override string ToString() => line;

    /// <inheritdoc/>
    public bool Equals(FlowLogRecord? other) =>
        ReferenceEquals(this, other)
        || (other is not null && string.Equals(line, other.line, StringComparison.Ordinal) && Format.Equals(other.Format));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlowLogRecord);

    /// <inheritdoc/>
    public override int GetHashCode() => line.GetHashCode(StringComparison.Ordinal);

    private ReadOnlySpan<char> ValueAt(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1] + 1;
        return line.AsSpan(start, ends[index] - start);
    }

    private int? SmallNumber(string name) => (int?)Number(name);

    private DateTimeOffset? Time(string name) =>
        Number(name) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private bool StatusIs(string status) =>
        Format.IndexOf(FlowLogFieldNames.LogStatus) is >= 0 and var index && ValueAt(index).SequenceEqual(status);
}
