using System.Text.Json;

namespace FlowWatch.Local.Tests.Files;

/// <summary>The forms that the same records take in the wild, by name: what to write into a folder for a scan to read.</summary>
internal static class WildForms
{
    private static readonly string[] OtherOrder =
    [
        "log-status", "action", "end", "start", "bytes", "packets", "protocol", "dstport", "srcport", "dstaddr", "srcaddr", "interface-id", "account-id", "version",
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static IReadOnlyList<string> Lines => LogLines.Varied;

    private static string Text => LogFolder.Text(Lines);

    private static string OtherHeader => string.Join(' ', OtherOrder);

    public static IReadOnlyDictionary<string, Action<LogFolder>> All { get; } = new Dictionary<string, Action<LogFolder>>
    {
        ["plain .log"] = folder => folder.Write("in/a.log", Text),
        ["plain .txt"] = folder => folder.Write("in/a.txt", Text),
        ["no extension"] = folder => folder.Write("in/flows", Text),
        ["gzip"] = folder => folder.Write("in/a.log.gz", LogFolder.Gzip(Text)),
        ["gzip of several members"] = folder => folder.Write("in/a.log.gz", [.. LogFolder.Gzip(Half(0)), .. LogFolder.Gzip(""), .. LogFolder.Gzip(Half(1))]),
        ["gzip members that end within a line"] = folder => folder.Write("in/a.log.gz", [.. LogFolder.Gzip(Text[..1234]), .. LogFolder.Gzip(Text[1234..])]),
        ["gzip without the name"] = folder => folder.Write("in/a.log", LogFolder.Gzip(Text)),
        ["plain with the name of gzip"] = folder => folder.Write("in/a.log.gz", Text),
        ["zstandard with the name of gzip"] = folder => folder.Write("in/a.log.gz", LogFolder.Zstandard(Text)),
        ["zstandard"] = folder => folder.Write("in/a.log.zst", LogFolder.Zstandard(Text)),
        ["zstandard of several frames"] = folder => folder.Write("in/a.log.zst", [.. LogFolder.Zstandard(Half(0)), .. LogFolder.Zstandard(Half(1))]),
        ["plain with the name of Parquet"] = folder => folder.Write("in/a.parquet", Text),
        ["Parquet as AWS writes it"] = folder => ParquetFiles.WriteAsAws(folder.At("in", "a.parquet"), Lines),
        ["Parquet without the name"] = folder => ParquetFiles.WriteAsAws(folder.At("in", "a.log"), Lines),
        ["header"] = folder => folder.Write("in/a.log", LogLines.DefaultHeader + "\n" + Text),
        ["header in upper case"] = folder => folder.Write("in/a.log", LogLines.DefaultHeader.ToUpperInvariant() + "\n" + Text),
        ["header with underscores"] = folder => folder.Write("in/a.log", LogLines.DefaultHeader.Replace('-', '_') + "\n" + Text),
        ["another order under a header"] = folder => folder.Write("in/a.log", [OtherHeader, .. LogLines.Reordered(Lines, OtherOrder)]),
        ["another order under a header, gzip"] = folder => folder.Write("in/a.log.gz", LogFolder.Gzip(LogFolder.Text([OtherHeader, .. LogLines.Reordered(Lines, OtherOrder)]))),
        ["header again in the middle"] = folder => folder.Write("in/a.log", [LogLines.DefaultHeader, .. Lines.Take(50), LogLines.DefaultHeader, .. Lines.Skip(50)]),
        ["another header in the middle"] = folder => folder.Write("in/a.log", [LogLines.DefaultHeader, .. Lines.Take(50), OtherHeader, .. LogLines.Reordered(Lines.Skip(50), OtherOrder)]),
        ["header only in the middle"] = folder => folder.Write("in/a.log", [.. Lines.Take(50), OtherHeader, .. LogLines.Reordered(Lines.Skip(50), OtherOrder)]),
        ["CRLF"] = folder => folder.Write("in/a.log", Text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        ["CRLF under a header"] = folder => folder.Write("in/a.log", (LogLines.DefaultHeader + "\n" + Text).Replace("\n", "\r\n", StringComparison.Ordinal)),
        ["some lines CRLF"] = folder => folder.Write("in/a.log", string.Concat(Lines.Select((line, index) => line + (index % 3 == 0 ? "\r\n" : "\n")))),
        ["no last newline"] = folder => folder.Write("in/a.log", Text.TrimEnd('\n')),
        ["blank lines"] = folder => folder.Write("in/a.log", "\n\n" + Text.Replace("\n", "\n\n", StringComparison.Ordinal) + "   \n\n"),
        ["byte order mark"] = folder => folder.Write("in/a.log", "\uFEFF" + Text),
        ["byte order mark and header"] = folder => folder.Write("in/a.log", "\uFEFF" + LogLines.DefaultHeader + "\n" + Text),
        ["byte order mark and header in another order"] = folder => folder.Write("in/a.log", ["\uFEFF" + OtherHeader, .. LogLines.Reordered(Lines, OtherOrder)]),
        ["doubled blanks everywhere"] = folder => folder.Write("in/a.log", Text.Replace(" ", "  ", StringComparison.Ordinal)),
        ["doubled blanks in one line"] = folder => folder.Write("in/a.log", [.. Lines.Take(90), Lines[90].Replace(" ", "   ", StringComparison.Ordinal), .. Lines.Skip(91)]),
        ["blanks around the lines"] = folder => folder.Write("in/a.log", Lines.Select(line => $"  {line} ")),
        ["tabs"] = folder => folder.Write("in/a.log", Text.Replace(' ', '\t')),
        ["tabs in one line"] = folder => folder.Write("in/a.log", [.. Lines.Take(90), Lines[90].Replace(' ', '\t'), .. Lines.Skip(91)]),
        ["commas"] = folder => folder.Write("in/a.csv", [LogLines.DefaultHeader.Replace(' ', ','), .. Lines.Select(line => line.Replace(' ', ','))]),
        ["commas without a header"] = folder => folder.Write("in/a.csv", Text.Replace(' ', ',')),
        ["commas and blanks"] = folder => folder.Write("in/a.csv", [LogLines.DefaultHeader.Replace(" ", ", ", StringComparison.Ordinal), .. Lines.Select(line => line.Replace(" ", ", ", StringComparison.Ordinal))]),
        ["commas and quotation marks"] = folder => folder.Write("in/a.csv", [Quoted(LogLines.DefaultHeader), .. Lines.Select(Quoted)]),
        ["commas with empty values"] = folder => folder.Write("in/a.csv", [LogLines.DefaultHeader.Replace(' ', ','), .. Lines.Select(line => string.Join(',', line.Split(' ').Select(value => value == "-" ? "" : value)))]),
        ["one column of quoted lines"] = folder => folder.Write("in/a.csv", Lines.Select(line => $"\"{line}\"")),
        ["JSON messages"] = folder => folder.Write("in/a.json", Lines.Select(line => Json(new { message = line }))),
        ["JSON messages of Logs Insights"] = folder => folder.Write("in/a.json", Lines.Select(line => $$"""{"@message": "{{line}}", "@timestamp": "2026-01-05 12:00:00.000"}""")),
        ["subscription envelopes"] = folder => folder.Write("in/a.gz", LogFolder.Gzip(LogFolder.Text([Json(new { messageType = "CONTROL_MESSAGE", logEvents = new[] { new { message = "CWL CONTROL MESSAGE" } } }), Envelope(0), Envelope(1)]))),
        ["subscription envelopes in one line"] = folder => folder.Write("in/a.gz", LogFolder.Gzip(Envelope(0) + Envelope(1))),
        ["output of filter-log-events"] = folder => folder.Write("in/a.json", Json(new { events = Lines.Select(line => new { message = line, logStreamName = "eni-0a-all" }) })),
        ["output of filter-log-events, printed over many lines"] = folder => folder.Write("in/a.json", Json(new { events = Lines.Select(line => new { message = line, logStreamName = "eni-0a-all" }) }, indented: true)),
        ["export task"] = ExportTask,
        ["export task, one file"] = folder => folder.Write("in/000000", Lines.Select(Stamped)),
        ["export task, stamps of another kind"] = folder => folder.Write("in/a.log", Lines.Select(line => $"2026-01-05 12:00:00 {line}")),
        ["S3"] = folder => Delivered(folder, "in/AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/01/05"),
        ["S3 with Hive partitions"] = folder => Delivered(folder, "in/AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/month=01/day=05/hour=12"),
        ["folders named like fields"] = folder => Delivered(folder, "in/action=REJECT/srcaddr=9.9.9.9/bytes=7/dstport=22"),
        ["Parquet in folders named like fields"] = folder => ParquetFiles.WriteAsAws(folder.At("in", "action=REJECT", "srcaddr=9.9.9.9", "a.parquet"), Lines),
        ["several formats"] = SeveralFormats,
    };

    private static string Half(int half) => LogFolder.Text(HalfLines(half));

    private static IEnumerable<string> HalfLines(int half) => half == 0 ? Lines.Take(Lines.Count / 2) : Lines.Skip(Lines.Count / 2);

    private static string Quoted(string line) => string.Join(',', line.Split(' ').Select(value => $"\"{value}\""));

    private static string Stamped(string line) => $"2026-01-05T12:00:00.000Z {line}";

    private static string Json(object value, bool indented = false) => JsonSerializer.Serialize(value, indented ? Indented : JsonSerializerOptions.Default);

    private static string Envelope(int half) => Json(new
    {
        messageType = "DATA_MESSAGE",
        owner = "123456789012",
        logGroup = "vpc",
        logEvents = HalfLines(half).Select((line, index) => new { id = $"{index}", timestamp = 1767614400000, message = line }),
    });

    private static void ExportTask(LogFolder folder)
    {
        folder.Write("in/exports/aws-logs-write-test", "Permission Check Successful");
        folder.Write("in/exports/0b2c-task/eni-0a-all/000000.gz", LogFolder.Gzip(LogFolder.Text(HalfLines(0).Select(Stamped))));
        folder.Write("in/exports/0b2c-task/eni-0b-all/000000.gz", LogFolder.Gzip(LogFolder.Text(HalfLines(1).Select(Stamped))));
    }

    private static void Delivered(LogFolder folder, string under)
    {
        foreach (var half in new[] { 0, 1 })
        {
            folder.Write($"{under}/123456789012_vpcflowlogs_eu-west-1_fl-0a_20260105T120{half}Z_f{half}.log.gz", LogFolder.Gzip(LogLines.DefaultHeader + "\n" + Half(half)));
        }
    }

    private static void SeveralFormats(LogFolder folder)
    {
        var parts = Lines.Chunk(21).ToList();
        var byTab = string.Join('\t', OtherOrder);
        folder.Write("in/1-default.log", parts[0]);
        folder.Write("in/2-custom.log.gz", LogFolder.Gzip(LogFolder.Text([OtherHeader, .. LogLines.Reordered(parts[1], OtherOrder)])));
        ParquetFiles.WriteAsAws(folder.At("in", "3.parquet"), parts[2]);
        folder.Write("in/4.json", parts[3].Select(line => Json(new { message = line })));
        folder.Write("in/5.csv", [LogLines.DefaultHeader.Replace(' ', ','), .. parts[4].Select(line => line.Replace(' ', ','))]);
        folder.Write("in/6.zst", LogFolder.Zstandard(LogFolder.Text([byTab, .. LogLines.Reordered(parts.Skip(5).SelectMany(part => part), OtherOrder).Select(line => line.Replace(' ', '\t'))])));
    }
}
