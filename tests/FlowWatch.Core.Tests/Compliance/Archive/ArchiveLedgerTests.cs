using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.State;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace FlowWatch.Core.Tests.Compliance.Archive;

public sealed class ArchiveLedgerTests : IDisposable
{
    private const string FlowLog = "fl-0123456789abcdef0";
    private const string Hive = "fl-0123456789abcdef1";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 20, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);

    private readonly TemporaryState state = new();
    private readonly FakeTimeProvider time = new(Now);
    private readonly ScriptedBucket bucket = new();
    private readonly IAccountReaders readers = Substitute.For<IAccountReaders>();
    private readonly Dictionary<DateTimeOffset, double> events = [];
    private FactFailure? eventsRefusal;

    public ArchiveLedgerTests()
    {
        readers.Archive(Arg.Any<MonitoredTarget>(), Arg.Any<bool>()).Returns(bucket);
        readers.Metrics(Arg.Any<MonitoredTarget>()).ReadAsync(Arg.Any<MetricQuery>(), Arg.Any<CancellationToken>()).Returns(call => eventsRefusal is { } refusal
            ? (Fact<MetricSeries>)refusal
            : new MetricSeries([.. events.Where(point => point.Key >= call.Arg<MetricQuery>().From).OrderBy(point => point.Key).Select(point => new MetricPoint(point.Key, point.Value))], true, []));
        for (var hour = Due.AddDays(-40); hour <= Due.AddDays(60); hour = hour.AddHours(1)) events[hour] = 5000;
    }

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task ReadAsync_EveryHourThere_HasNoGap()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-100), Due.AddHours(2));

        var coverage = await CoverAsync(created: Due.AddDays(-100).AddMinutes(-30));

        Assert.Equal((2400, 2400, Due.AddDays(-100), Due), (coverage.HoursExpected, coverage.HoursPresent, coverage.From, coverage.To));
        Assert.Empty(coverage.Gaps);
    }

    [Fact]
    public async Task ReadAsync_MissingHoursWithEvents_AreOpen()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-10), Due);
        Remove(Due.AddDays(-2), 3);

        var gap = Assert.Single((await CoverAsync(Due.AddDays(-10))).Gaps, gap => gap.From == Due.AddDays(-2));

        Assert.Equal((Due.AddDays(-2).AddHours(3), ArchiveGapStatus.Open, "CloudWatch counted 15,000 events in 3 hours, and no object is there."), (gap.To, gap.Status, gap.Explanation));
    }

    [Fact]
    public async Task ReadAsync_MissingHoursWithoutEvents_AreExplained()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-10), Due);
        Remove(Due.AddDays(-2), 2);
        events.Remove(Due.AddDays(-2));
        events.Remove(Due.AddDays(-2).AddHours(1));

        var gap = Assert.Single((await CoverAsync(Due.AddDays(-10))).Gaps, gap => gap.From == Due.AddDays(-2));
        Assert.Equal(ArchiveGapStatus.Explained, gap.Status);
    }

    [Fact]
    public async Task ReadAsync_QuietHours_StayExplainedWhenCloudWatchForgets()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-10), Due.AddDays(60));
        Remove(Due.AddDays(-2), 2);
        events.Remove(Due.AddDays(-2));
        events.Remove(Due.AddDays(-2).AddHours(1));
        await CoverAsync(Due.AddDays(-10));

        time.Advance(TimeSpan.FromDays(50));

        Assert.Equal(ArchiveGapStatus.Explained, Assert.Single((await CoverAsync(Due.AddDays(-10))).Gaps, gap => gap.From == Due.AddDays(-2)).Status);
    }

    [Fact]
    public async Task ReadAsync_MissingHoursBeforeCloudWatchWasAsked_AreOpen()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-90), Due);
        Remove(Due.AddDays(-60), 1);

        var gap = Assert.Single((await CoverAsync(Due.AddDays(-90))).Gaps, gap => gap.From == Due.AddDays(-60));
        Assert.Equal((ArchiveGapStatus.Open, "Nothing explains 1 hour: no object is there, and CloudWatch was not asked about a time that old."), (gap.Status, gap.Explanation));
    }

    [Fact]
    public async Task ReadAsync_CloudWatchRefused_LeavesRecentGapsNotVerified()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-10), Due);
        Remove(Due.AddDays(-2), 2);
        eventsRefusal = new FactFailure(FactFailureKind.AccessDenied, "cloudwatch:GetMetricData", "*", "no");

        var gap = Assert.Single((await CoverAsync(Due.AddDays(-10))).Gaps, gap => gap.From == Due.AddDays(-2));
        Assert.Equal(ArchiveGapStatus.NotVerified, gap.Status);
        Assert.Contains("cloudwatch:GetMetricData", gap.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LogGroupThatCountedNothing_ExplainsNothing()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-10), Due);
        Remove(Due.AddDays(-2), 2);
        events.Clear();

        Assert.Equal(ArchiveGapStatus.NotVerified, Assert.Single((await CoverAsync(Due.AddDays(-10))).Gaps, gap => gap.From == Due.AddDays(-2)).Status);
    }

    [Fact]
    public async Task ReadAsync_FlowLogWithoutAnyObject_IsMissingAltogether()
    {
        var coverage = await CoverAsync(Due.AddHours(-5).AddMinutes(10));

        Assert.Equal((4, 0), (coverage.HoursExpected, coverage.HoursPresent));
        Assert.Equal(ArchiveGapStatus.Open, Assert.Single(coverage.Gaps).Status);
    }

    [Fact]
    public async Task ReadAsync_FlowLogThatIsGone_IsExpectedUpToItsLastObject()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-10), Due.AddDays(-5));

        var coverage = Assert.Single((await ReadAsync(FlowWatch.Core.Accounts.Facts.Known<IReadOnlyList<FlowLogConfiguration>>([]))).Value!.Coverage);

        Assert.Equal((Due.AddDays(-10), Due.AddDays(-5)), (coverage.From, coverage.To));
        Assert.Empty(coverage.Gaps);
    }

    [Fact]
    public async Task ReadAsync_FlowLogsNotKnown_LeavesTheEndNotVerified()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-10), Due.AddDays(-5));

        var coverage = Assert.Single((await ReadAsync(new FactFailure(FactFailureKind.AccessDenied, "ec2:DescribeFlowLogs", "*", "no"))).Value!.Coverage);

        var gap = Assert.Single(coverage.Gaps);
        Assert.Equal((Due.AddDays(-5), Due, ArchiveGapStatus.NotVerified), (gap.From, gap.To, gap.Status));
    }

    [Fact]
    public async Task ReadAsync_Acknowledged_NamesWhoAnswers()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-90), Due);
        Remove(Due.AddDays(-60), 4);
        await new ArchiveAcknowledgements(state.Open(), time).AddAsync("production", FlowLog, Due.AddDays(-60), Due.AddDays(-60).AddHours(3), "ciso@example.com", "Ticket 17.", default);

        var gaps = (await CoverAsync(Due.AddDays(-90))).Gaps.Where(gap => gap.From >= Due.AddDays(-60)).ToList();

        Assert.Equal([ArchiveGapStatus.Acknowledged, ArchiveGapStatus.Open], gaps.Select(gap => gap.Status));
        Assert.Equal((Due.AddDays(-60).AddHours(3), "ciso@example.com, 2026-11-23: Ticket 17."), (gaps[0].To, gaps[0].Explanation));
    }

    [Fact]
    public async Task ReadAsync_NextDay_ListsOnlyWhatCanHaveChanged()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-300), Due.AddDays(1));
        var created = Due.AddDays(-300).AddMinutes(-1);
        await CoverAsync(created);
        Assert.Equal(7224, bucket.Listed);
        bucket.ResetCount();
        time.Advance(TimeSpan.FromDays(1));

        var inventory = (await ReadAsync(With(created))).Value!;

        Assert.False(inventory.IsFull);
        Assert.InRange(bucket.Listed, 24 * 4, 24 * 12);
        Assert.Equal((7224, 7224), (inventory.Coverage[0].HoursExpected, inventory.Coverage[0].HoursPresent));
        Assert.Equal(7224, inventory.Classes.Sum(share => share.Objects));
    }

    [Fact]
    public async Task ReadAsync_ObjectThatMovedToGlacier_IsSeenWithoutAFullPass()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-100), Due.AddDays(-90), StorageClasses.Glacier);
        bucket.Deliver(FlowLog, Due.AddDays(-90), Due.AddDays(1));
        await CoverAsync(Due.AddDays(-100));
        time.Advance(TimeSpan.FromDays(1));
        bucket.Deliver(FlowLog, Due.AddDays(-90), Due.AddDays(-89), StorageClasses.Glacier);

        var classes = (await ReadAsync(With(Due.AddDays(-100)))).Value!.Classes;

        Assert.Equal(24 * 11, classes.Where(share => share.StorageClass == StorageClasses.Glacier).Sum(share => share.Objects));
    }

    [Fact]
    public async Task ReadAsync_LateObject_ClosesItsGap()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-25), Due.AddDays(1));
        Remove(Due.AddDays(-20), 1);
        Assert.NotEmpty((await CoverAsync(Due.AddDays(-25).AddMinutes(-1))).Gaps);
        bucket.Deliver(FlowLog, Due.AddDays(-20), Due.AddDays(-20).AddHours(1));
        time.Advance(TimeSpan.FromHours(12));

        Assert.Empty((await CoverAsync(Due.AddDays(-25).AddMinutes(-1))).Gaps);
    }

    [Fact]
    public async Task ReadAsync_DeletedOldObject_IsSeenByAFullPass()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-200), Due.AddDays(1));
        var created = Due.AddDays(-200).AddMinutes(-1);
        Assert.Empty((await CoverAsync(created)).Gaps);
        Remove(Due.AddDays(-150), 1);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Empty((await CoverAsync(created)).Gaps);
        Assert.Single((await ReadAsync(With(created), isFull: true)).Value!.Coverage[0].Gaps);
    }

    [Fact]
    public async Task ReadAsync_ListingRefused_IsAFailureAndForgetsNothing()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-50), Due);
        var before = await CoverAsync(Due.AddDays(-50));
        bucket.Refusal = new FactFailure(FactFailureKind.AccessDenied, "s3:ListBucket", "example-archive", "no");
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("s3:ListBucket", (await ReadAsync(With(Due.AddDays(-50)))).Failure!.Action);
        bucket.Refusal = null;
        Assert.Equal(before.HoursPresent, (await CoverAsync(Due.AddDays(-50))).HoursPresent);
    }

    [Fact]
    public async Task ReadAsync_FullPassInterrupted_GoesOnWhereItStoppedAndCountsEachObjectOnce()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-300), Due);
        Remove(Due.AddDays(-200), 3);
        var whole = (await ReadAsync(With(Due.AddDays(-300)))).Value!;
        (bucket.Refusal, bucket.PagesBeforeRefusal) = (new FactFailure(FactFailureKind.Throttled, "s3:ListBucket", "example-archive", "slow down"), 5);
        time.Advance(TimeSpan.FromDays(31));

        // Five pages of eight, remembered after the second and the fourth; then one more, which is not remembered.
        Assert.False((await ReadAsync(With(Due.AddDays(-300)))).IsKnown);
        bucket.PagesBeforeRefusal = 1;
        time.Advance(TimeSpan.FromHours(20));
        Assert.False((await ReadAsync(With(Due.AddDays(-300)))).IsKnown);
        bucket.Refusal = null;
        bucket.ResetCount();
        time.Advance(TimeSpan.FromHours(20));
        var inventory = (await ReadAsync(With(Due.AddDays(-300)))).Value!;

        Assert.True(inventory.IsFull);
        Assert.Equal(7197 - 4000, bucket.Listed);
        Assert.Equal(7197, inventory.Classes.Sum(share => share.Objects));
        Assert.Equal(whole.Coverage[0].HoursPresent, inventory.Coverage[0].HoursPresent);
        // And it is done: the next pass lists what can have changed since this one began.
        bucket.ResetCount();
        Assert.False((await ReadAsync(With(Due.AddDays(-300)))).Value!.IsFull);
        bucket.ResetCount();
        Assert.True((await ReadAsync(With(Due.AddDays(-300)), isFull: true)).Value!.IsFull);
        Assert.Equal(7197, bucket.Listed);
    }

    [Fact]
    public async Task ReadAsync_FullPassInterruptedLongAgo_BeginsAnew()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-300), Due);
        (bucket.Refusal, bucket.PagesBeforeRefusal) = (new FactFailure(FactFailureKind.Throttled, "s3:ListBucket", "example-archive", "slow down"), 5);
        Assert.False((await ReadAsync(With(Due.AddDays(-300)))).IsKnown);
        bucket.Refusal = null;
        bucket.ResetCount();
        time.Advance(TimeSpan.FromDays(4));

        Assert.Equal(7200, (await ReadAsync(With(Due.AddDays(-300)))).Value!.Classes.Sum(share => share.Objects));
        Assert.Equal(7200, bucket.Listed);
    }

    [Fact]
    public async Task ReadAsync_VeryManyFlowLogs_AreAllRemembered()
    {
        for (var number = 0; number < 1000; number++) bucket.Deliver($"fl-{number:x17}", Due.AddDays(-20), Due.AddDays(-20).AddHours(2));
        bucket.Deliver(FlowLog, Due.AddDays(-20), Due.AddDays(1));
        await ReadAsync(With(Due.AddDays(-20)));
        time.Advance(TimeSpan.FromHours(2));

        var inventory = (await ReadAsync(With(Due.AddDays(-20)))).Value!;

        Assert.False(inventory.IsFull);
        Assert.Equal(1001, inventory.Coverage.Count);
        Assert.All(inventory.Coverage, one => Assert.Equal(one.HoursExpected, one.HoursPresent));
    }

    [Fact]
    public async Task ReadAsync_HiveFoldersBesidePlainOnes_AreListedWhicheverIsInUse()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-5), Due.AddDays(1));
        for (var hour = Due.AddDays(-5); hour < Due; hour = hour.AddHours(1)) bucket.Add(HiveKey(hour), hour.AddMinutes(15));
        await ReadAsync(With(Due.AddDays(-5)));
        time.Advance(TimeSpan.FromHours(1));
        bucket.Add(HiveKey(Due), Due.AddMinutes(15));

        var inventory = (await ReadAsync(With(Due.AddDays(-5)))).Value!;

        Assert.False(inventory.IsFull);
        Assert.Equal([(FlowLog, 120L), (Hive, 121L)], inventory.Coverage.Select(one => (one.Source, one.HoursPresent)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("year=")]
    public async Task ReadAsync_FirehoseNextDay_ListsOnlyWhatCanHaveChanged(string hive)
    {
        for (var hour = Due.AddDays(-120); hour < Due.AddDays(1); hour = hour.AddHours(1)) bucket.Add(FirehoseKey(hour, hive.Length > 0, ""), hour.AddMinutes(15));
        await ReadAsync(NoFlowLogs, feed: ArchiveFeed.Firehose);
        bucket.ResetCount();
        time.Advance(TimeSpan.FromDays(1));

        var inventory = (await ReadAsync(NoFlowLogs, feed: ArchiveFeed.Firehose)).Value!;

        Assert.False(inventory.IsFull);
        Assert.InRange(bucket.Listed, 24 * 4, 24 * 20);
        var coverage = Assert.Single(inventory.Coverage);
        Assert.Equal(("flow-logs", 121 * 24, 121 * 24), (coverage.Source, coverage.HoursExpected, coverage.HoursPresent));
        Assert.Equal(121 * 24, inventory.Classes.Sum(share => share.Objects));
    }

    [Fact]
    public async Task ReadAsync_FirehoseWithAPrefixOfItsOwn_IsListedWhole()
    {
        for (var hour = Due.AddDays(-120); hour < Due.AddDays(1); hour = hour.AddHours(1)) bucket.Add(FirehoseKey(hour, false, "streams/"), hour.AddMinutes(15));
        await ReadAsync(NoFlowLogs, feed: ArchiveFeed.Firehose);
        time.Advance(TimeSpan.FromDays(1));

        var inventory = (await ReadAsync(NoFlowLogs, feed: ArchiveFeed.Firehose)).Value!;

        Assert.True(inventory.IsFull);
        Assert.Empty(Assert.Single(inventory.Coverage).Gaps);
    }

    [Fact]
    public async Task ReadAsync_FileInAnotherFolder_IsFoundTheNextDayToo()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-95), Due.AddDays(1));
        var (moved, written) = (ScriptedBucket.FlowLogKey(FlowLog, Due.AddDays(-91)), Due.AddDays(-91));
        bucket.Remove(moved);
        bucket.Add(moved.Replace("/eu-central-1/", "/eu-central-1/moved/", StringComparison.Ordinal), written);
        Assert.Empty((await CoverAsync(Due.AddDays(-95))).Gaps);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Empty((await CoverAsync(Due.AddDays(-95))).Gaps);
    }

    [Fact]
    public async Task ReadAsync_CopiesOfReports_AreNoPartOfTheArchive()
    {
        for (var hour = Due.AddDays(-2); hour < Due; hour = hour.AddHours(1)) bucket.Add(FirehoseKey(hour, false, ""), hour.AddMinutes(15));
        bucket.Add("flowwatch-reports/report-00000001.json", Due);

        Assert.Equal(1, (await ReadAsync(NoFlowLogs, isFull: true, feed: ArchiveFeed.Firehose)).Value!.UnknownKeys);
        Assert.Equal(0, (await ReadAsync(NoFlowLogs, isFull: true, feed: ArchiveFeed.Firehose, reports: "flowwatch-reports/")).Value!.UnknownKeys);
    }

    [Fact]
    public async Task ReadAsync_CloudWatchRefused_NamesItAsNotSeen()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-10), Due);
        eventsRefusal = new FactFailure(FactFailureKind.AccessDenied, "cloudwatch:GetMetricData", "*", "no");
        Assert.Empty((await ReadAsync(With(Due.AddDays(-10).AddMinutes(-1)))).Value!.NotSeen);

        Remove(Due.AddDays(-2), 2);
        Assert.Equal([eventsRefusal], (await ReadAsync(With(Due.AddDays(-10).AddMinutes(-1)), isFull: true)).Value!.NotSeen);
    }

    [Fact]
    public async Task ReadAsync_EmptyObject_ProvesNothing()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-2), Due);
        bucket.Add(ScriptedBucket.FlowLogKey(FlowLog, Due.AddDays(-1)), Due.AddDays(-1), size: 0);

        Assert.Single((await CoverAsync(Due.AddDays(-2))).Gaps, gap => gap.From == Due.AddDays(-1));
    }

    [Fact]
    public async Task ReadAsync_ForeignKeys_AreCountedAndNamed()
    {
        bucket.Deliver(FlowLog, Due.AddDays(-2), Due);
        bucket.Add("AWSLogs/111111111111/vpcflowlogs/eu-central-1/2026/11/22/notes.txt", Due);

        var inventory = (await ReadAsync(With(Due.AddDays(-2)))).Value!;

        Assert.Equal((1, "AWSLogs/111111111111/vpcflowlogs/eu-central-1/2026/11/22/notes.txt"), (inventory.UnknownKeys, inventory.UnknownKeySamples.Single()));
    }

    [Fact]
    public async Task ReadAsync_SevenYears_IsExpectedNoFurtherBack()
    {
        var coverage = await CoverAsync(Due.AddDays(-4000));

        Assert.InRange((coverage.To - coverage.From).TotalDays, 2553, 2555);
    }

    [Theory]
    [InlineData("", "reason", -2, -1)]
    [InlineData("owner", " ", -2, -1)]
    [InlineData("owner", "reason", -1, -1)]
    [InlineData("owner", "reason", -1, 1)]
    public async Task AddAsync_WordThatNobodyCanGive_IsRefused(string by, string reason, int from, int to) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new ArchiveAcknowledgements(state.Open(), time).AddAsync("production", null, Now.AddHours(from), Now.AddHours(to), by, reason, default));

    private static FlowLogConfiguration FlowLogOf(DateTimeOffset created) => new()
    {
        Id = FlowLog,
        Status = "ACTIVE",
        ResourceId = "vpc-1",
        TrafficType = FlowLogTrafficType.All,
        DestinationType = FlowLogDestinationType.S3,
        DestinationArn = "arn:aws:s3:::example-archive",
        DeliveryStatus = FlowLogDeliveryStatus.Success,
        CreatedAt = created,
    };

    private static Fact<IReadOnlyList<FlowLogConfiguration>> With(DateTimeOffset created) => FlowWatch.Core.Accounts.Facts.Known<IReadOnlyList<FlowLogConfiguration>>([FlowLogOf(created)]);

    private static Fact<IReadOnlyList<FlowLogConfiguration>> NoFlowLogs { get; } = FlowWatch.Core.Accounts.Facts.Known<IReadOnlyList<FlowLogConfiguration>>([]);

    private static string HiveKey(DateTimeOffset hour) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"AWSLogs/aws-account-id=111111111111/aws-service=vpcflowlogs/aws-region=eu-central-1/year={hour:yyyy}/month={hour:MM}/day={hour:dd}/hour={hour:HH}/111111111111_vpcflowlogs_eu-central-1_{Hive}_{hour:yyyyMMdd'T'HHmm'Z'}_0a1b2c3d.log.parquet");

    private static string FirehoseKey(DateTimeOffset hour, bool isHive, string before) => before + hour.ToString(isHive ? "'year='yyyy'/month='MM'/day='dd'/hour='HH'/'" : "yyyy/MM/dd/HH/", System.Globalization.CultureInfo.InvariantCulture)
        + string.Create(System.Globalization.CultureInfo.InvariantCulture, $"flow-logs-1-{hour:yyyy-MM-dd-HH-mm-ss}-0a1b2c3d.gz");

    private void Remove(DateTimeOffset from, int hours)
    {
        for (var hour = 0; hour < hours; hour++) bucket.Remove(ScriptedBucket.FlowLogKey(FlowLog, from.AddHours(hour)));
    }

    private async Task<ArchiveCoverage> CoverAsync(DateTimeOffset created) => Assert.Single((await ReadAsync(With(created))).Value!.Coverage);

    private Task<Fact<ArchiveInventory>> ReadAsync(Fact<IReadOnlyList<FlowLogConfiguration>> flowLogs, bool isFull = false, ArchiveFeed feed = ArchiveFeed.FlowLog, string? reports = null)
    {
        var target = new MonitoredTarget
        {
            Name = "production",
            Environment = "production",
            Account = "111111111111",
            Region = "eu-central-1",
            LogGroup = "/aws/vpc/flowlogs/production",
            Archive = new ArchiveLocation("example-archive", "", feed) { Reports = reports },
        };
        var store = state.Open();
        return new ArchiveLedger(store, readers, new ArchiveAcknowledgements(store, time), time) { PagesBetweenSaves = 2 }.ReadAsync(target, flowLogs, isFull, default);
    }
}
