using System.Globalization;
using System.IO.Compression;

namespace FlowWatch.AwsSimulator.Logs;

/// <summary>Makes events of the lines of a flow log: header lines are left out, everything else is delivered as it is.</summary>
internal static class FlowLogLines
{
    private const string DefaultFormat =
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

    /// <summary>The lines of a file, plain or gzip by its name.</summary>
    public static IEnumerable<string> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(content);
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>
    /// The events with their streams. A line whose times cannot be read has those of the line before it: the log group holds bad lines
    /// too.
    /// </summary>
    public static IEnumerable<(string Stream, SimulatedLogEvent Event)> Deliver(IEnumerable<string> lines, FlowLogDelivery delivery)
    {
        var format = Names(delivery.LogFormat ?? DefaultFormat);
        var (start, end) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        var index = 0;
        foreach (var line in lines)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var values = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (IsHeader(values))
            {
                if (delivery.LogFormat is null) format = Names(line);
                continue;
            }

            start = Time(format, values, "start") ?? start;
            end = Time(format, values, "end") ?? start;
            var stream = Value(format, values, "interface-id") is { } found && found.StartsWith("eni-", StringComparison.Ordinal)
                ? found + "-all"
                : delivery.LogStream;
            var times = new FlowLogRecordTimes(index++, start, end, line);
            yield return (stream, new(start, line, end + delivery.Delay(times)));
        }
    }

    private static bool IsHeader(string[] values) => values.Contains("start") && values.Contains("end");

    private static string[] Names(string format) =>
        [.. format.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name.Trim('$', '{', '}').Replace('_', '-'))];

    private static string? Value(string[] format, string[] values, string name)
    {
        var index = Array.IndexOf(format, name);
        return index >= 0 && index < values.Length ? values[index] : null;
    }

    // What fits into 32 bits; a larger number is no time in seconds.
    private static DateTimeOffset? Time(string[] format, string[] values, string name) =>
        uint.TryParse(Value(format, values, name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
