using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Definitions;

namespace FlowWatch.Aws.Tests.Diagnostics;

/// <summary>The runbook's questions as saved queries, over the wire.</summary>
public sealed class RunbookDefinitionsTests
{
    private static readonly string[] Questions = [.. DiagnosticCatalog.Traffic.Select(question => $"FlowWatch/{question.Id}")];

    [Fact]
    public async Task SaveAsync_Nothing_CreatesEveryQuestionForTheLogGroup()
    {
        await using var account = await AskedAccount.StartAsync([]);

        var report = (await account.Definitions.SaveAsync(account.Target, isDryRun: false, CancellationToken.None)).Value!;

        Assert.Null(report.Failure);
        Assert.Empty(report.LeftOut);
        Assert.All(report.Changes, change => Assert.Equal(DefinitionOutcome.Created, change.Outcome));
        var saved = Saved(account);
        Assert.Empty(Questions.Append("FlowWatch/scan-pattern-hosts").Except(saved.Select(one => one.Name)));
        Assert.All(saved, one => Assert.Equal([account.Target.LogGroup], one.LogGroups));
        Assert.All(saved, one => Assert.Single(one.Text.Split('\n'), line => line.StartsWith("parse @message", StringComparison.Ordinal)));
        Assert.StartsWith("# Put the address it is about in place of 192.0.2.1.\n", saved.Single(one => one.Name == "FlowWatch/scan-pattern").Text, StringComparison.Ordinal);
        Assert.Equal(0, account.Aws.Logs.Counters.QueriesStarted);
    }

    [Fact]
    public async Task SaveAsync_Twice_WritesNothingTheSecondTime()
    {
        await using var account = await AskedAccount.StartAsync([]);
        _ = await account.Definitions.SaveAsync(account.Target, isDryRun: false, CancellationToken.None);
        var (first, puts) = (Saved(account), Puts(account));

        var report = (await account.Definitions.SaveAsync(account.Target, isDryRun: false, CancellationToken.None)).Value!;

        Assert.All(report.Changes, change => Assert.Equal(DefinitionOutcome.Unchanged, change.Outcome));
        Assert.Equal((first.Count, puts), (report.Changes.Count, Puts(account)));
    }

    [Fact]
    public async Task SaveAsync_ChangedByPeople_IsUpdatedUnderItsIdAndOthersAreLeftAlone()
    {
        await using var account = await AskedAccount.StartAsync([]);
        var changed = await PutAsync(account, new SavedQuery("FlowWatch/top-sources", "limit 1", [account.Target.LogGroup]));
        var own = await PutAsync(account, new SavedQuery("FlowWatch/mine", "limit 2", []));

        var report = (await account.Definitions.SaveAsync(account.Target, isDryRun: false, CancellationToken.None)).Value!;

        var update = Assert.Single(report.Changes, change => change.Outcome == DefinitionOutcome.Updated);
        Assert.Equal(("FlowWatch/top-sources", changed), (update.Query.Name, update.Query.Id));
        Assert.StartsWith("parse @message", Assert.Single(Saved(account), one => one.Name == "FlowWatch/top-sources").Text, StringComparison.Ordinal);
        Assert.Equal("limit 2", Saved(account).Single(one => one.Id == own).Text);
    }

    [Fact]
    public async Task SaveAsync_DryRun_TellsAndWritesNothing()
    {
        await using var account = await AskedAccount.StartAsync([]);

        var report = (await account.Definitions.SaveAsync(account.Target, isDryRun: true, CancellationToken.None)).Value!;

        Assert.All(report.Changes, change => Assert.Equal(DefinitionOutcome.Created, change.Outcome));
        Assert.Empty(Questions.Except(report.Changes.Select(change => change.Query.Name)));
        Assert.Equal(0, Puts(account));
    }

    [Fact]
    public async Task SaveAsync_CustomFormat_IsInItsOwnOrderAndLeavesOutWhatItCannotTell()
    {
        await using var account = await AskedAccount.StartAsync([], flowLogs: AskedAccount.Delivering("fl-1") with { LogFormat = "${dstaddr} ${srcaddr} ${bytes} ${packets} ${start} ${end}" });

        var report = (await account.Definitions.SaveAsync(account.Target, isDryRun: false, CancellationToken.None)).Value!;

        Assert.StartsWith("parse @message \"* * * * * *\" as dstaddr, srcaddr, bytes, packets, start, end", Saved(account).Single(one => one.Name == "FlowWatch/top-sources").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Saved(account), one => one.Name == "FlowWatch/port-scans");
        Assert.Contains(report.LeftOut, why => why.StartsWith("port-scans: ", StringComparison.Ordinal) && why.Contains("dstport", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SaveAsync_TwoFormats_SavesAQueryForEach()
    {
        await using var account = await AskedAccount.StartAsync([], flowLogs: [AskedAccount.Delivering("fl-1"), AskedAccount.Delivering("fl-2") with { LogFormat = "${dstaddr} ${srcaddr} ${dstport} ${srcport} ${protocol} ${bytes} ${packets} ${start} ${end} ${action}" }]);

        var report = (await account.Definitions.SaveAsync(account.Target, isDryRun: false, CancellationToken.None)).Value!;

        Assert.Contains(report.LeftOut, why => why.StartsWith("port-scans: ", StringComparison.Ordinal) && why.Contains("several formats", StringComparison.Ordinal));
        var texts = Saved(account).Where(one => one.Name is "FlowWatch/top-sources" or "FlowWatch/top-sources (2)").Select(one => one.Text).ToList();
        Assert.Equal(2, texts.Count);
        Assert.All(texts, text => Assert.Single(text.Split('\n'), line => line.StartsWith("parse @message", StringComparison.Ordinal)));
        Assert.All(texts, text => Assert.StartsWith("# lines of the format ", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("logs:DescribeQueryDefinitions")]
    [InlineData("ec2:DescribeFlowLogs")]
    public async Task SaveAsync_LookingDenied_IsAFailureThatNamesThePermission(string action)
    {
        await using var account = await AskedAccount.StartAsync([], AccountFixture.Denying(action));

        var report = await account.Definitions.SaveAsync(account.Target, isDryRun: false, CancellationToken.None);

        Assert.Equal((FactFailureKind.AccessDenied, action), (report.Failure?.Kind, report.Failure?.Action));
        Assert.Empty(Saved(account));
    }

    [Fact]
    public async Task SaveAsync_RefusedHalfWay_TellsWhatWasSavedAndWhatWasNot()
    {
        await using var account = await AskedAccount.StartAsync([]);
        using var fault = account.Aws.Faults.Add(SimulatedFault.AccessDenied, FaultScope.Of("logs", "PutQueryDefinition"), times: 100, after: 2);

        var report = (await account.Definitions.SaveAsync(account.Target, isDryRun: false, CancellationToken.None)).Value!;

        Assert.Equal((FactFailureKind.AccessDenied, "logs:PutQueryDefinition"), (report.Failure?.Kind, report.Failure?.Action));
        Assert.Equal(Saved(account).Select(one => one.Name).Order(StringComparer.Ordinal), report.Changes.Select(change => change.Query.Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, report.Changes.Count);
        Assert.Empty(Questions.Except(report.Changes.Select(change => change.Query.Name)).Except(report.NotSaved));
    }

    private static IReadOnlyList<SimulatedQueryDefinition> Saved(AskedAccount account) => account.Aws.Logs.In(account.Target.Account, account.Target.Region).QueryDefinitions;

    private static int Puts(AskedAccount account) => account.Aws.Requests.Count(request => request.Action == "PutQueryDefinition");

    private static async Task<string> PutAsync(AskedAccount account, SavedQuery query) => (await account.Queries.SaveAsync(query, CancellationToken.None)).Value!.Id!;
}
