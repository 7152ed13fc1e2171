using System.Globalization;
using System.Text;
using FlowWatch.Local.Generation;

namespace FlowWatch.Local.Tests.Generation;

/// <summary>Generates in memory and reads the lines back.</summary>
internal static class Recording
{
    public static readonly string[] RichFields =
    [
        "tcp-flags", "interface-id", "srcaddr", "srcport", "dstaddr", "dstport", "protocol", "packets", "bytes", "start", "end",
        "action", "log-status", "pkt-srcaddr", "pkt-dstaddr", "flow-direction", "traffic-path",
    ];

    public static TrafficOptions Quiet { get; } = new() { ConnectionsPerSecond = 1, Hosts = 40 };

    public static byte[] Bytes(TrafficOptions options)
    {
        using var output = new MemoryStream();
        new TrafficGenerator(options).WriteTo(output);
        return output.ToArray();
    }

    public static string[] Lines(TrafficOptions options) => Encoding.ASCII.GetString(Bytes(options)).TrimEnd('\n').Split('\n');

    /// <summary>The records that tell of packets, in the order they were written.</summary>
    public static List<RecordedFlow> Flows(TrafficOptions options)
    {
        var flows = new List<RecordedFlow>();
        var texts = new HashSet<string>().GetAlternateLookup<ReadOnlySpan<char>>();
        Span<Range> field = stackalloc Range[RichFields.Length + 1];
        foreach (var line in Encoding.ASCII.GetString(Bytes(options with { Fields = RichFields, Header = false })).AsSpan().TrimEnd('\n').EnumerateLines())
        {
            Assert.Equal(RichFields.Length, line.Split(field, ' '));
            if (line[field[12]] is not "OK")
            {
                continue;
            }

            flows.Add(new RecordedFlow
            {
                Flags = (int)Number(line[field[0]]),
                Interface = Text(line[field[1]]),
                Source = Text(line[field[2]]),
                SourcePort = (int)Number(line[field[3]]),
                Destination = Text(line[field[4]]),
                DestinationPort = (int)Number(line[field[5]]),
                Protocol = (int)Number(line[field[6]]),
                Packets = Number(line[field[7]]),
                Bytes = Number(line[field[8]]),
                Start = Number(line[field[9]]),
                End = Number(line[field[10]]),
                Action = Text(line[field[11]]),
                PacketSource = Text(line[field[13]]),
                PacketDestination = Text(line[field[14]]),
                Direction = Text(line[field[15]]),
                Path = Text(line[field[16]]),
            });
        }

        return flows;

        string Text(ReadOnlySpan<char> value)
        {
            if (!texts.TryGetValue(value, out var text))
            {
                text = value.ToString();
                _ = texts.Set.Add(text);
            }

            return text;
        }
    }

    private static long Number(ReadOnlySpan<char> text) => long.Parse(text, CultureInfo.InvariantCulture);
}
