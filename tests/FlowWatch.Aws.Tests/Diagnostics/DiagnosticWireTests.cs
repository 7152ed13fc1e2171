using System.Globalization;
using FlowWatch.AwsSimulator.S3;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Tests.Diagnostics;

/// <summary>Questions over the wire: the real SDK, over HTTP, against a server that behaves like AWS.</summary>
public sealed class DiagnosticWireTests
{
    // Each source i of 3 is refused on i ports, and sends 100·i bytes each time.
    private static IEnumerable<string> Lines => Enumerable.Range(1, 3).SelectMany(source => Enumerable.Range(1, source).Select(port =>
    {
        var start = AskedAccount.Window.From.AddMinutes(port).ToUnixTimeSeconds();
        return $"2 {TestTargets.Account} eni-0a 203.0.113.{source} 10.0.0.5 40000 {port} 6 1 {100 * source} {start} {start + 20} REJECT OK";
    }));

    [Fact]
    public async Task AnswerAsync_TopSources_AddsUpTheRecords()
    {
        await using var account = await AskedAccount.StartAsync(Lines);

        var answer = (await account.AskAsync("top-sources")).Value!;

        Assert.Empty(answer.NotVerified);
        Assert.Equal([["203.0.113.3", 900L, 3L], ["203.0.113.2", 400L, 2L], ["203.0.113.1", 100L, 1L]], Assert.Single(answer.Tables).Rows);
        // The question itself, put whole: its filter hides lines that no format fits, so those are counted by a second one.
        Assert.Equal(2, account.Aws.Logs.Counters.QueriesStarted);
    }

    [Fact]
    public async Task AnswerAsync_PortScans_CountsDifferentPorts()
    {
        await using var account = await AskedAccount.StartAsync(Lines.Concat(Lines));

        var answer = (await account.AskAsync("port-scans")).Value!;

        Assert.Empty(answer.NotVerified);
        Assert.Equal([["203.0.113.3", 3L], ["203.0.113.2", 2L], ["203.0.113.1", 1L]], Assert.Single(answer.Tables).Rows);
        Assert.Equal(2, account.Aws.Logs.Counters.QueriesStarted);
    }

    [Fact]
    public async Task AnswerAsync_WhyNoFlowLogs_NamesTheFlowLogThatDeliversNothing()
    {
        await using var account = await AskedAccount.StartAsync([], flowLogs: AskedAccount.Delivering("fl-broken") with { DeliverLogsStatus = "FAILED", DeliverLogsErrorMessage = "Access error" });

        var answer = (await account.AskAsync("why-no-flow-logs")).Value!;

        Assert.StartsWith("Most likely cause: ", Assert.Single(answer.Notes), StringComparison.Ordinal);
        Assert.Contains(Table(answer, "diagnosis").Rows, row => string.Join(' ', row).Contains("fl-broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnswerAsync_ArchiveStorage_AddsUpTheBucket()
    {
        await using var account = await AskedAccount.StartAsync([]);
        var bucket = account.Aws.S3.AddBucket(TestTargets.Account, account.Target.Region, "archive");
        bucket.Add(new SimulatedObject { Key = "AWSLogs/a", Size = 1000, LastModified = AskedAccount.Window.From });
        bucket.Add(new SimulatedObject { Key = "AWSLogs/b", Size = 2000, LastModified = AskedAccount.Window.From, StorageClass = "GLACIER" });
        bucket.Add(new SimulatedObject { Key = "AWSLogs/c", Size = 3000, LastModified = AskedAccount.Window.From, StorageClass = "GLACIER" });

        var answer = (await account.AskAsync("archive-storage")).Value!;

        Assert.Equal([("GLACIER", 2L, 5000L), ("STANDARD", 1L, 1000L)], Table(answer, "classes").Rows.Select(row => ((string)row[0]!, (long)row[1]!, (long)row[2]!)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnswerAsync_ArchiveSearch_ListsTheDaysAskedForAndNoOthers(bool isHive)
    {
        await using var account = await AskedAccount.StartAsync([]);
        var bucket = account.Aws.S3.AddBucket(TestTargets.Account, account.Target.Region, "archive");
        // A year and a half of hourly files, which a whole listing takes 13 requests for; beside them those of another account.
        for (var at = AskedAccount.Window.From.AddDays(-500); at < AskedAccount.Window.From.AddDays(40); at = at.AddHours(1)) bucket.Add(new SimulatedObject { Key = ArchivedKey(account.Target.Account, account.Target.Region, at, isHive), Size = 100, LastModified = at });
        bucket.Add(new SimulatedObject { Key = ArchivedKey("999999999999", account.Target.Region, AskedAccount.Window.From, isHive), Size = 100 });

        var answer = (await account.AskAsync("archive-search")).Value!;

        Assert.Equal([AskedAccount.Window.From, AskedAccount.Window.To], Table(answer, "files").Rows.Select(row => (DateTimeOffset)row[1]!));
        Assert.Empty(answer.NotVerified);
        // One below each of the two roots.
        Assert.Equal(2, account.Aws.Requests.Count(request => request.Service == "s3"));
    }

    [Fact]
    public async Task AnswerAsync_ArchiveSearchOverAMonth_TakesAsManyRequestsAsPagesHoldItsFiles()
    {
        await using var account = await AskedAccount.StartAsync([]);
        var bucket = account.Aws.S3.AddBucket(TestTargets.Account, account.Target.Region, "archive");
        for (var at = AskedAccount.Window.From.AddDays(-100); at < AskedAccount.Window.From; at = at.AddMinutes(20)) bucket.Add(new SimulatedObject { Key = ArchivedKey(account.Target.Account, account.Target.Region, at, false), Size = 100, LastModified = at });

        var answer = (await account.AskAsync("archive-search", asked: new TimeWindow(AskedAccount.Window.From.AddDays(-60), AskedAccount.Window.From.AddDays(-30)))).Value!;

        // 30 days of 72 files, from the first midnight to the last, are 3 pages; and one request below the Hive-style root.
        Assert.Contains(answer.Notes, note => note.StartsWith("2,16", StringComparison.Ordinal));
        Assert.Equal(4, account.Aws.Requests.Count(request => request.Service == "s3"));
    }

    [Fact]
    public async Task AnswerAsync_ArchiveSearchOfAnExport_ListsAllBecauseKeysHaveNoDay()
    {
        await using var account = await AskedAccount.StartAsync([]);
        var bucket = account.Aws.S3.AddBucket(TestTargets.Account, account.Target.Region, "archive");
        for (var number = 0; number < 2500; number++) bucket.Add(new SimulatedObject { Key = $"exports/0f8fad5b-d9cb-469f-a165-70867728950e/eni-{number:x4}-all/000000.gz", Size = 100, LastModified = number < 3 ? AskedAccount.Window.From : AskedAccount.Window.From.AddDays(-20) });
        var target = account.Target with { Archive = new ArchiveLocation("archive", "exports/", ArchiveFeed.ExportTask) };

        var answer = (await account.AskAsync("archive-search", target)).Value!;

        Assert.Equal(3, Table(answer, "files").Rows.Count);
        Assert.Equal(3, account.Aws.Requests.Count(request => request.Service == "s3"));
    }

    [Theory]
    [InlineData("top-sources", "logs:StartQuery")]
    [InlineData("port-scans", "ec2:DescribeFlowLogs")]
    [InlineData("archive-storage", "s3:ListBucket")]
    public async Task AnswerAsync_AccessDenied_IsNoAnswerAndNamesThePermission(string id, string action)
    {
        await using var account = await AskedAccount.StartAsync(Lines, AccountFixture.Denying(action));
        account.Aws.S3.AddBucket(TestTargets.Account, account.Target.Region, "archive");

        var answer = await account.AskAsync(id);

        Assert.False(answer.IsKnown);
        Assert.Equal((FactFailureKind.AccessDenied, action), (answer.Failure.Kind, answer.Failure.Action));
    }

    [Fact]
    public async Task AnswerAsync_WhyNoFlowLogsWithAccessDenied_IsNotVerifiedAndNamesThePermission()
    {
        await using var account = await AskedAccount.StartAsync(Lines, AccountFixture.Denying("ec2:DescribeFlowLogs"));

        var answer = (await account.AskAsync("why-no-flow-logs")).Value!;

        Assert.Contains(answer.NotVerified, why => why.Contains("ec2:DescribeFlowLogs", StringComparison.Ordinal));
        Assert.Contains(Table(answer, "diagnosis").Rows, row => ((string)row[1]!).StartsWith("NOT VERIFIED: ", StringComparison.Ordinal));
    }

    private static string ArchivedKey(string accountId, string region, DateTimeOffset at, bool isHive)
    {
        var utc = at.UtcDateTime;
        var folders = isHive
            ? string.Create(CultureInfo.InvariantCulture, $"AWSLogs/aws-account-id={accountId}/aws-service=vpcflowlogs/aws-region={region}/year={utc:yyyy}/month={utc:MM}/day={utc:dd}")
            : string.Create(CultureInfo.InvariantCulture, $"AWSLogs/{accountId}/vpcflowlogs/{region}/{utc:yyyy}/{utc:MM}/{utc:dd}");
        return string.Create(CultureInfo.InvariantCulture, $"{folders}/{accountId}_vpcflowlogs_{region}_fl-0123456789abcdef0_{utc:yyyyMMdd}T{utc:HHmm}Z_1a2b3c4d.log.gz");
    }

    private static DiagnosticTable Table(DiagnosticAnswer answer, string name) => answer.Tables.Single(table => table.Name == name);
}
