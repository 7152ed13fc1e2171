using FlowWatch.AwsSimulator.S3;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;

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
        Assert.True(account.Aws.Logs.Counters.QueriesStarted > 0);
    }

    [Fact]
    public async Task AnswerAsync_PortScans_CountsDifferentPorts()
    {
        await using var account = await AskedAccount.StartAsync(Lines.Concat(Lines));

        var answer = (await account.AskAsync("port-scans")).Value!;

        Assert.Empty(answer.NotVerified);
        Assert.Equal([["203.0.113.3", 3L], ["203.0.113.2", 2L], ["203.0.113.1", 1L]], Assert.Single(answer.Tables).Rows);
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

    private static DiagnosticTable Table(DiagnosticAnswer answer, string name) => answer.Tables.Single(table => table.Name == name);
}
