using System.Text;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Tests.Files;

namespace FlowWatch.Local.Tests.DuckDb;

/// <summary>Whatever is wrong with a part of the input, it is named exactly and everything else is read.</summary>
public sealed class DamagedInputTests : IDisposable
{
    private static readonly FlowQuery Records = FlowQuery.OverRecords("records")
        .Measure(FlowMeasure.Count("records"))
        .By(["srcaddr", "dstaddr", "srcport", "dstport", "bytes", "packets", "start", "end"]);

    private readonly LogFolder folder = new();

    public static TheoryData<string, string> BadLines => new()
    {
        { "2 123456789012 eni-0a 203.0.113.7 10.0.0.5 40000 443 6 10 840 1767614400 1767614459 ACCEPT", "expected 14 fields, found 13" },
        { LogLines.Good + " extra", "expected 14 fields, found 15" },
        { "2", "expected 14 fields, found 1" },
        { LogLines.Good.Replace(" 443 ", " https ", StringComparison.Ordinal), "field 'dstport': 'https' is not a whole number" },
        { LogLines.Good.Replace(" 443 ", " 65536 ", StringComparison.Ordinal), "field 'dstport': '65536' is not between 0 and 65535" },
        { LogLines.Good.Replace(" 443 ", " -1 ", StringComparison.Ordinal), "field 'dstport': '-1' is not between 0 and 65535" },
        { LogLines.Good.Replace(" 6 ", " 256 ", StringComparison.Ordinal), "field 'protocol': '256' is not between 0 and 255" },
        { LogLines.Good.Replace(" 840 ", " 99999999999999999999 ", StringComparison.Ordinal), "field 'bytes': '99999999999999999999' is not between 0 and 9223372036854775807" },
        { LogLines.Good.Replace("10.0.0.5", "10.0.0.256", StringComparison.Ordinal), "field 'dstaddr': '10.0.0.256' is not an IP address" },
        { LogLines.Good.Replace("203.0.113.7", "hostname", StringComparison.Ordinal), "field 'srcaddr': 'hostname' is not an IP address" },
        { LogLines.Good.Replace("203.0.113.7", "'); DROP", StringComparison.Ordinal), "expected 14 fields, found 15" },
        { "# a comment", "expected 14 fields, found 3" },
        { "{\"message\": 7}", "expected 14 fields, found 2" },
        { LogLines.Good.Replace(" 840 ", " \u0001 ", StringComparison.Ordinal), "is not text: it has a control character" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task QueryAsync_BadLine_IsNamedAndTheRestIsRead(string line, string what)
    {
        var file = folder.Write("in.log", [.. LogLines.Many(500), line, .. LogLines.Many(1000).Skip(500)]);

        var answer = await folder.ServicesAsync(file);

        var problem = Assert.Single(answer.Problems);
        Assert.Equal((file, 501L), (problem.File, problem.Line));
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
        Assert.Equal((await folder.ServicesAsync(folder.Write("good.log", LogLines.Many(1000)))).Rows, answer.Rows);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("header")]
    [InlineData("gzip")]
    [InlineData("CRLF")]
    [InlineData("blank lines")]
    [InlineData("byte order mark")]
    public async Task QueryAsync_BadLinesInALargeFile_AreCountedWithTheirRightLines(string form)
    {
        const int lines = 300_000;
        long[] bad = [1, 2, 63, 4_097, 100_000, 150_001, 150_002, 260_000, 299_999, 300_000];
        if (form is "header") bad = [.. bad.Skip(1)];
        var text = new StringBuilder(30_000_000);
        var number = 0;
        foreach (var good in LogLines.Many(lines))
        {
            number++;
            var line = form == "header" && number == 1 ? LogLines.DefaultHeader
                : bad.Contains(number) ? good.Replace(" 443 ", " bad ", StringComparison.Ordinal)
                : form == "blank lines" && number % 1000 == 7 ? "" : good;
            text.Append(form == "byte order mark" && number == 1 ? "\uFEFF" : "").Append(line).Append(form == "CRLF" ? "\r\n" : "\n");
        }

        var content = text.ToString();
        var file = form == "gzip" ? folder.Write("in.log.gz", LogFolder.Gzip(content)) : folder.Write("in.log", content);

        var answer = await folder.AskAsync(FlowQuery.OverRecords("count").Measure(FlowMeasure.Count("records", FlowExpression.Field("dstport").IsPresent())), new DuckDbEngineOptions { Paths = [file], Threads = 4 });

        var goods = lines - bad.Length - (form == "header" ? 1 : form == "blank lines" ? 300 : 0);
        Assert.Equal([$"{goods}"], answer.Rows);
        Assert.Equal(bad.Length, answer.Statistics.ProblemCount);
        Assert.Equal(bad, answer.Problems.Select(problem => problem.Line ?? 0));
        Assert.Equal(1, answer.Statistics.Scans);
    }

    [Fact]
    public async Task QueryAsync_ManyBadLinesInManyFiles_AllAreCountedAndTheFirstTenShown()
    {
        foreach (var file in Enumerable.Range(0, 5)) folder.Write($"in/{file}.log", LogLines.Many(100).SelectMany(line => (string[])[line, "bad"]));

        var answer = await folder.ServicesAsync(folder.At("in"));

        Assert.Equal(500, answer.Statistics.ProblemCount);
        Assert.Equal(Enumerable.Range(1, 10).Select(line => $"{folder.At("in", "0.log")}:{2 * line}: expected 14 fields, found 1"), answer.Problems.Select(problem => problem.ToString()));
        Assert.Equal(1, answer.Statistics.Scans);
    }

    [Fact]
    public async Task QueryAsync_LineOnlyTheParserCanRead_IsReadAndNothingCountsTwice()
    {
        folder.Write("in/odd.log", [.. LogLines.Many(300), "bad", LogLines.Good.Replace(" ", "  ", StringComparison.Ordinal)]);
        folder.Write("in/other.log", [.. LogLines.Many(300), "bad", "worse"]);

        var answer = await folder.ServicesAsync(folder.At("in"));

        Assert.Equal(3, answer.Statistics.ProblemCount);
        Assert.Equal(2, answer.Statistics.Scans);
        Assert.Equal((await folder.ServicesAsync(folder.Write("good.log", [.. LogLines.Many(300), .. LogLines.Many(300), LogLines.Good]))).Rows, answer.Rows);
    }

    [Theory]
    [InlineData("gz", 0.999)]
    [InlineData("gz", 0.5)]
    [InlineData("gz", 0.01)]
    [InlineData("gz", 0.0001)]
    [InlineData("zst", 0.999)]
    [InlineData("zst", 0.5)]
    [InlineData("zst", 0.0001)]
    public async Task QueryAsync_CutShort_ReadsWhatIsThereAndSaysSo(string kind, double kept)
    {
        var text = LogFolder.Text(LogLines.Many(60_000));
        var content = kind == "gz" ? LogFolder.Gzip(text) : LogFolder.Zstandard(text);
        var cut = folder.Write($"in/cut.log.{kind}", content[..Math.Max(6, (int)(content.Length * kept))]);
        folder.Write("in/good.log", LogLines.Many(10));

        var answer = await folder.AskAsync(Records, new DuckDbEngineOptions { Paths = [folder.At("in")] });

        var problem = Assert.Single(answer.Problems);
        Assert.Equal(cut, problem.File);
        Assert.Contains("damaged or cut short", problem.What, StringComparison.Ordinal);
        Assert.InRange(answer.Rows.Count, Math.Max(10, (int)(60_000 * kept * 0.8) - 3000), 60_000);
    }

    [Fact]
    public async Task QueryAsync_GzipDamagedInTheMiddle_ReadsWhatIsBeforeAndAllElse()
    {
        var content = LogFolder.Gzip(LogFolder.Text(LogLines.Many(60_000)));
        content.AsSpan(content.Length / 2, 2000).Fill(0xff);
        var damaged = folder.Write("in/damaged.log.gz", content);
        folder.Write("in/good.log", LogLines.Many(10));

        var answer = await folder.AskAsync(Records, new DuckDbEngineOptions { Paths = [folder.At("in")] });

        Assert.True(answer.Statistics.ProblemCount > 0);
        Assert.All(answer.Problems, problem => Assert.Equal(damaged, problem.File));
        Assert.InRange(answer.Rows.Count, 20_000, 40_000);
    }

    [Fact]
    public async Task QueryAsync_ParquetDamagedInTheMiddle_IsNamedAndTheRestIsRead()
    {
        var path = folder.At("in", "damaged.parquet");
        ParquetFiles.WriteAsAws(path, LogLines.Many(2000));
        var content = await File.ReadAllBytesAsync(path);
        content.AsSpan(8, content.Length / 2).Fill(0xff);
        await File.WriteAllBytesAsync(path, content);
        folder.Write("in/good.log", LogLines.Many(10));

        var answer = await folder.AskAsync(Records, new DuckDbEngineOptions { Paths = [folder.At("in")] });

        Assert.Equal(path, Assert.Single(answer.Problems).File);
        Assert.Equal(10, answer.Rows.Count);
    }

    [Fact]
    public async Task QueryAsync_FilesThatAreNoFlowLogs_AreEachNamedOnceAndTheRestIsRead()
    {
        folder.Write("in/binary.log", [0x7f, (byte)'E', (byte)'L', (byte)'F', 0, 1, 2, 0, 0, 0]);
        folder.Write("in/empty.gz", LogFolder.Gzip(""));
        folder.Write("in/empty.log", "");
        folder.Write("in/only-blanks.log", "\n \n\t\n");
        folder.Write("in/parquet.log", "PAR1 and no more");
        folder.Write("in/random.gz", LogFolder.Gzip([.. Enumerable.Range(0, 9999).Select(index => (byte)(index * index >> 3 & 0xff))]));
        File.CreateSymbolicLink(folder.At("in", "dangling.log"), folder.At("nowhere"));
        Directory.CreateDirectory(folder.At("in", "folder.log"));
        folder.Write("in/good.log", LogLines.Many(10));

        var answer = await folder.AskAsync(Records, new DuckDbEngineOptions { Paths = [folder.At("in"), folder.At("missing.log"), folder.At("in", "folder.log"), folder.At("*.nothing")] });

        Assert.Equal(
            ["*.nothing", "binary.log", "dangling.log", "empty.gz", "empty.log", "folder.log", "missing.log", "only-blanks.log", "parquet.log", "random.gz"],
            answer.Problems.Select(problem => Path.GetFileName(problem.File)).Order(StringComparer.Ordinal));
        Assert.Equal(10, answer.Statistics.ProblemCount);
        Assert.All(answer.Problems, problem => Assert.Null(problem.Line));
        Assert.Equal(10, answer.Rows.Count);
    }

    [Fact]
    public async Task OpenAsync_NothingReadable_SaysWhatIsWrongWithEach()
    {
        folder.Write("empty.log", "");

        var error = await Assert.ThrowsAsync<FlowLogInputException>(() => folder.ServicesAsync(folder.At("empty.log"), folder.At("missing.log")));

        Assert.Contains($"{folder.At("empty.log")}: the file is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{folder.At("missing.log")}: no such file or folder", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Working()));
    }

    [Fact]
    public async Task QueryAsync_TwentyMegabytesWithoutANewline_IsOneProblem()
    {
        var file = folder.Write("in/endless.log", new string('x', 20_000_000));
        folder.Write("in/good.log", LogLines.Many(10));

        var answer = await folder.AskAsync(Records, new DuckDbEngineOptions { Paths = [folder.At("in")] });

        Assert.Equal(file, Assert.Single(answer.Problems).File);
        Assert.Equal(10, answer.Rows.Count);
    }

    [Fact]
    public async Task QueryAsync_EndlessLineAmongGoodOnes_IsOneProblem()
    {
        var file = folder.Write("in.log", [.. LogLines.Many(300), new string('x', 3_000_000), .. LogLines.Many(600).Skip(300)]);

        var answer = await folder.AskAsync(Records, new DuckDbEngineOptions { Paths = [file] });

        Assert.Equal((file, 301L), (Assert.Single(answer.Problems).File, answer.Problems[0].Line));
        Assert.Equal(600, answer.Rows.Count);
    }

    [Fact]
    public async Task QueryAsync_BytesThatAreNoUtf8_NeverEndTheRun()
    {
        var bytes = Encoding.UTF8.GetBytes(LogFolder.Text([.. LogLines.Many(300), LogLines.Good, .. LogLines.Many(600).Skip(300)]));
        bytes[Encoding.UTF8.GetByteCount(LogFolder.Text(LogLines.Many(300))) + LogLines.Good.IndexOf("eni-0a", StringComparison.Ordinal) + 2] = 0xe9;

        var answer = await folder.AskAsync(Records, new DuckDbEngineOptions { Paths = [folder.Write("in.log", bytes)] });

        Assert.Empty(answer.Problems);
        Assert.Equal(601, answer.Rows.Count);
    }

    [Theory]
    [InlineData(4294967295)]
    [InlineData(4294967296)]
    [InlineData(253402300799)]
    public async Task QueryAsync_FarFuture_IsReadOrNamed(long start)
    {
        var file = folder.Write("in.log", [.. LogLines.Many(300), LogLines.Good.Replace(" 1767614400 ", $" {start} ", StringComparison.Ordinal)]);

        var answer = await folder.AskAsync(FlowQuery.OverRecords("count").Measure(FlowMeasure.Count("records", FlowExpression.Field("start").IsPresent())), new DuckDbEngineOptions { Paths = [file] });

        Assert.Equal(301, long.Parse(Assert.Single(answer.Rows), System.Globalization.CultureInfo.InvariantCulture) + answer.Statistics.ProblemCount);
    }

    [Theory]
    [InlineData("203.0.113.7")]
    [InlineData("10.0.0.5")]
    [InlineData("40000")]
    [InlineData("840")]
    public async Task QueryAsync_BytesThatAreNoUtf8WhereAValueIsRead_AreOneProblem(string value)
    {
        var bytes = Encoding.Latin1.GetBytes(LogFolder.Text([.. LogLines.Many(300), LogLines.Good.Replace(value, value[..^1] + "\u00ff", StringComparison.Ordinal), .. LogLines.Many(600).Skip(300)]));
        var file = folder.Write("in/bad.log", bytes);
        folder.Write("in/good.log", LogLines.Many(10));
        folder.Write("in/good.log.gz", LogFolder.Gzip(LogFolder.Text(LogLines.Many(10))));

        var answer = await folder.ServicesAsync(folder.At("in"));

        Assert.Equal((file, 301L), (Assert.Single(answer.Problems).File, answer.Problems[0].Line));
        Assert.Equal((await folder.ServicesAsync(folder.Write("expected.log", [.. LogLines.Many(600), .. LogLines.Many(10), .. LogLines.Many(10)]))).Rows, answer.Rows);
    }

    [Fact]
    public async Task QueryAsync_NumbersAtTheirLimits_NeverEndTheRun()
    {
        string[] lines =
        [
            .. Enumerable.Repeat($"2 123456789012 eni-0a 203.0.113.7 10.0.0.5 65535 65535 255 {ulong.MaxValue} {ulong.MaxValue} {uint.MaxValue} {uint.MaxValue} ACCEPT OK", 200),
            .. Enumerable.Repeat($"2 999999999999999999999999 eni-0a 10.0.0.5 203.0.113.7 65535 65535 255 {long.MaxValue} {long.MaxValue} 0 {ulong.MaxValue} ACCEPT OK", 200),
            $"2 123456789012 eni-0a 10.0.0.5 203.0.113.7 0 0 0 0 0 {ulong.MaxValue} 0 REJECT OK",
        ];
        var file = folder.Write("in.log", lines);

        var report = await folder.ScanAsync(new DuckDbEngineOptions { Paths = [file] });

        Assert.Equal(401, report.Input.Records + report.Input.ProblemCount);
    }

    [Fact]
    public async Task QueryAsync_RangeWithoutOneEnd_TakesAll()
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(1767614400);
        var file = folder.Write("in.log", LogLines.Varied);
        foreach (var range in new[] { new TimeWindow(DateTimeOffset.MinValue, DateTimeOffset.MaxValue), new TimeWindow(DateTimeOffset.MinValue, start.AddYears(1)), new TimeWindow(start.AddYears(-100), DateTimeOffset.MaxValue) })
        {
            Assert.Equal((await folder.ServicesAsync(file)).Rows, (await folder.ServicesAsync(new DuckDbEngineOptions { Paths = [file], Range = range })).Rows);
        }
    }

    [Theory]
    [InlineData(0, 100, 100)]
    [InlineData(10, 20, 10)]
    [InlineData(99, 100, 1)]
    [InlineData(100, 200, 0)]
    [InlineData(20, 20, 0)]
    public async Task QueryAsync_Range_IncludesItsStartAndExcludesItsEnd(int from, int to, int expected)
    {
        static string Line(int second) => $"2 123456789012 eni-0a 203.0.113.7 10.0.0.5 40000 443 6 10 840 {1767614400 + second} {1767614459 + second} ACCEPT OK";
        var lines = Enumerable.Range(0, 100).Select(Line).ToList();
        folder.Write("in/a.log", lines.Take(30));
        folder.Write("in/b.log", lines.Skip(30).Take(30).Select(line => line.Replace(" ", "  ", StringComparison.Ordinal)));
        ParquetFiles.WriteAsAws(folder.At("in", "c.parquet"), lines.Skip(60));
        var start = DateTimeOffset.FromUnixTimeSeconds(1767614400);
        var options = new DuckDbEngineOptions { Paths = [folder.At("in")], Range = new TimeWindow(start.AddSeconds(from), start.AddSeconds(to)) };

        Assert.Equal(expected, (await folder.AskAsync(Records, options)).Rows.Count);
    }
}
