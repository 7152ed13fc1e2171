using System.IO.Compression;
using System.Text;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.AwsSimulator.Logs.Execution;

namespace FlowWatch.AwsSimulator.Tests.Logs;

public sealed class SimulatedLogGroupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-logs-").FullName;
    private readonly SimulatedLogGroup group = new("/g", "111122223333", "eu-west-1", DateTimeOffset.UnixEpoch.AddYears(60));

    [Fact]
    public void LoadFile_Plain_DeliversEachRecordAtItsStart()
    {
        var path = Path.Combine(folder, "a.log");
        File.WriteAllLines(path, [InsightsQuery.Record(start: 200), "", InsightsQuery.Record(start: 100)]);

        group.LoadFile(path, new() { Delay = record => TimeSpan.FromSeconds(record.Index + 1) });

        Assert.Equal([(100_000L, 162_000L), (200_000L, 261_000L)], group.Sorted().Select(one => (one.Timestamp, one.IngestionTime)));
        Assert.Equal("eni-0a1b2c3d4e5f60718-all", group.Sorted()[0].Source.LogStream);
        Assert.Equal((2, DateTimeOffset.FromUnixTimeSeconds(100)), (group.EventCount, group.CreatedAt));
    }

    [Fact]
    public void LoadFile_GzipWithHeaders_TakesTheOrderOfTheFieldsFromThem()
    {
        var path = Path.Combine(folder, "a.log.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes("end start srcaddr interface-id\n160 100 10.0.0.1 eni-1\nstart end srcaddr\n300 360 10.0.0.2\n"));
        }

        group.LoadFile(path);

        Assert.Equal(
            [(100_000L, 160_000L, "eni-1-all", "160 100 10.0.0.1 eni-1"), (300_000L, 360_000L, "flow-log", "300 360 10.0.0.2")],
            group.Sorted().Select(one => (one.Timestamp, one.IngestionTime, one.Source.LogStream, one.Message)));
    }

    [Fact]
    public void AddFlowLog_FormatOfDescribeFlowLogs_SaysWhereTheTimesAre()
    {
        group.AddFlowLog(["10.0.0.1 100 160", "start end"], new() { LogFormat = "${srcaddr} ${start} ${end}", LogStream = "custom" });

        var one = Assert.Single(group.Sorted());
        Assert.Equal((100_000L, 160_000L, "custom"), (one.Timestamp, one.IngestionTime, one.Source.LogStream));
    }

    [Fact]
    public void AddFlowLog_LineWithoutTimes_HasThoseOfTheLineBefore()
    {
        group.AddFlowLog([InsightsQuery.Record(start: 100), "garbage", InsightsQuery.Record(start: 200)]);

        Assert.Equal([100_000L, 100_000L, 200_000L], group.Sorted().Select(one => one.Timestamp));
    }

    [Fact]
    public void Between_EventsAddedInAnyOrder_FindsThoseOfTheTime()
    {
        foreach (var second in (int[])[5, 1, 3, 3, 9]) group.Add("s", new SimulatedLogEvent(DateTimeOffset.FromUnixTimeSeconds(second), $"{second}"));

        Assert.Equal(["3", "3", "5"], Messages(3, 5));
        Assert.Equal(["1", "3", "3", "5", "9"], Messages(0, 100));
        Assert.Empty(Messages(6, 8));
        Assert.Empty(Messages(8, 6));
    }

    [Fact]
    public void Between_WhileEventsAreAdded_StaysAsItWas()
    {
        group.Add("s", new SimulatedLogEvent(DateTimeOffset.FromUnixTimeSeconds(1), "a"));
        var range = Between(0, 100);

        group.Add("s", new SimulatedLogEvent(DateTimeOffset.FromUnixTimeSeconds(0), "b"));

        Assert.Equal(1, range.Count);
        Assert.Equal("a", range.Events[range.Start].Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private EventRange Between(int start, int end) =>
        group.Between(DateTimeOffset.FromUnixTimeSeconds(start), DateTimeOffset.FromUnixTimeSeconds(end), DateTimeOffset.FromUnixTimeSeconds(1000));

    private IEnumerable<string> Messages(int start, int end)
    {
        var range = Between(start, end);
        return range.Events[range.Start..range.End].Select(one => one.Message);
    }
}
