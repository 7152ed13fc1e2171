using FlowWatch.Core.Findings;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.Tests.Files;

public sealed class FlowLogRecordReaderTests : IDisposable
{
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_Files_KeepsTheOrderOfFilesAndLines()
    {
        folder.Write("in/b.log", LogLines.Varied.Skip(70));
        ParquetFiles.WriteAsAws(folder.At("in", "a.parquet"), LogLines.Varied.Take(70));

        using var reader = Open();

        Assert.Equal(LogLines.Varied, reader.Read(CancellationToken.None).Select(record => record.ToLine()));
    }

    [Fact]
    public void Read_BadLines_NamesThem()
    {
        var file = folder.Write("in/a.log", ["bad", LogLines.Good, "", "worse worse"]);

        using var reader = Open();

        Assert.Single(reader.Read(CancellationToken.None));
        Assert.Equal([$"{file}:1: expected 14 fields, found 1", $"{file}:4: expected 14 fields, found 2"], reader.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Read_BadValuesInParquet_NamesTheRow()
    {
        var path = folder.At("in", "a.parquet");
        ParquetFiles.Write(path, "srcaddr VARCHAR, bytes BIGINT, note VARCHAR", ["'10.0.0.1', 5, 'x'", "'nobody', 6, 'y'", "'10.0.0.2', -7, NULL"]);

        using var reader = Open();

        Assert.Equal("10.0.0.1 5 x", Assert.Single(reader.Read(CancellationToken.None)).ToLine());
        Assert.Equal([2, 3], reader.Problems.Select(problem => problem.Line ?? 0));
    }

    [Fact]
    public async Task WriteParquet_NoRecordInRange_WritesColumnsWithoutRows()
    {
        folder.Write("in/a.log", LogLines.Varied);
        using (var reader = Open(new TimeWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1))))
        {
            Assert.Equal(0, reader.WriteParquet(folder.At("none.parquet"), CancellationToken.None));
        }

        var answer = await folder.ServicesAsync(folder.At("none.parquet"));
        Assert.Empty(answer.Rows);
        Assert.Contains("log-status", answer.Fields);
    }

    [Fact]
    public async Task WriteParquet_HostileFileName_WritesThatFile()
    {
        folder.Write("in/a.log", LogLines.Varied);
        var path = folder.At("a' (FORMAT csv); DROP TABLE x; --.parquet");
        using (var reader = Open()) reader.WriteParquet(path, CancellationToken.None);

        Assert.Equal((await folder.ServicesAsync(folder.At("in"))).Rows, (await folder.ServicesAsync(path)).Rows);
    }

    private FlowLogRecordReader Open(TimeWindow? range = null) =>
        new(new DuckDbEngineOptions { Paths = [folder.At("in")], Range = range, WorkingFolder = folder.Working() }, CancellationToken.None);

    [Fact]
    public void Read_AnObjectOfManyLinesThatEndsAgainAndAgain_IsReadInTimeAndNamed()
    {
        // 400,000 lines that may each be the end: to look at all before each would take 160 GB.
        var file = folder.Write("in/a.json", "{\n" + string.Concat(Enumerable.Repeat("}\n", 400_000)));

        using var reader = Open();

        Assert.Empty(reader.Read(CancellationToken.None));
        Assert.Equal([$"{file}:1: the JSON document that starts here has no end, or holds no flow log records"], reader.Problems.Select(problem => problem.ToString()));
    }
}
