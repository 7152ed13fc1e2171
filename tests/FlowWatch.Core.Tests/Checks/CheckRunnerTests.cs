using FlowWatch.Core.Accounts;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Tests.Checks.Running;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tests.Checks;

public sealed class CheckRunnerTests : IDisposable
{
    private readonly Deployment deployment = new();

    public void Dispose() => deployment.Dispose();

    [Fact]
    public async Task RunAsync_FirstRun_JudgesTheLookBackOfEachTarget()
    {
        var run = await RunAsync();

        Assert.Equal((RunStatus.Succeeded, 6, 0, 1), (run.Status, run.WindowsJudged, run.WindowsFailed, run.Findings));
        Assert.Equal(["11:40-11:50 Done", "11:50-12:00 Done"], (await deployment.RowsAsync("b")).Select(Text));
        Assert.Equal("203.0.113.1", Assert.Single(await deployment.FindingsAsync("a")).Source);
    }

    [Fact]
    public async Task RunAsync_NothingDue_JudgesNothing()
    {
        await RunAsync();

        Assert.Equal((RunStatus.Succeeded, 0), ((await RunAsync()).Status, (await RunAsync()).WindowsJudged));
    }

    [Fact]
    public async Task RunAsync_OneTargetRefused_JudgesTheOthersAndNamesIt()
    {
        deployment.FlowLogs.Instead = target => target.Name == "b" ? new FactFailure(FactFailureKind.AccessDenied, "logs:StartQuery", "g", "not authorized.") : null;

        var run = await RunAsync();

        Assert.Equal((RunStatus.Partial, 4, 1), (run.Status, run.WindowsJudged, run.WindowsFailed));
        var problem = Assert.Single(run.Problems);
        Assert.Equal("b", problem.Target);
        Assert.Contains("window 2026-01-05 11:40:00Z to 2026-01-05 11:50:00Z was not judged: ", problem.What, StringComparison.Ordinal);
        Assert.Equal(["11:40-11:50 Failed"], (await deployment.RowsAsync("b")).Select(Text));

        deployment.FlowLogs.Instead = _ => null;
        deployment.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RunStatus.Succeeded, (await RunAsync()).Status);
        Assert.Equal(["11:40-11:50 Done", "11:50-12:00 Done"], (await deployment.RowsAsync("b")).Select(Text));
    }

    [Fact]
    public async Task RunAsync_TwoHostsAtOnceAllTheTime_EachWindowIsJudgedOnce()
    {
        using var alone = new Deployment();
        for (var round = 0; round < 9; round++)
        {
            await alone.RunAsync(alone.Store, "one");
            alone.Time.Advance(Deployment.Round);
            await Task.WhenAll(
                Task.Run(() => deployment.RunAsync(deployment.Store, "one", targetsAtOnce: 3)),
                Task.Run(() => deployment.RunAsync(deployment.Store, "two", targetsAtOnce: 3)));
            await deployment.AssertSoundAsync();
            deployment.Time.Advance(Deployment.Round);
        }

        Assert.Equal(await alone.ResultAsync(), await deployment.ResultAsync());
    }

    [Fact]
    public async Task RunAsync_AnotherHostLooksForLateRecordsAtTheSameTime_EachLookCountsOnce()
    {
        using var alone = new Deployment();
        var runs = 0;
        for (var round = 0; round < 9; round++)
        {
            await alone.RunAsync(alone.Store, "one");
            alone.Time.Advance(Deployment.Round);
            // The other host does everything that is due between what this one sees and what it writes.
            deployment.FlowLogs.Looked = async () =>
            {
                deployment.FlowLogs.Looked = () => Task.CompletedTask;
                await deployment.RunAsync(deployment.Store, "two");
                runs++;
            };
            await RunAsync();
            await deployment.AssertSoundAsync();
            deployment.Time.Advance(Deployment.Round);
        }

        Assert.True(runs > 3, $"{runs} runs of the other host");
        Assert.Equal(await alone.ResultAsync(), await deployment.ResultAsync());
        Assert.Equal(
            (await alone.RowsAsync("c")).Select(row => (row.From, row.Looks, row.Revision)),
            (await deployment.RowsAsync("c")).Select(row => (row.From, row.Looks, row.Revision)));
    }

    [Fact]
    public async Task RunAsync_ClockJumpsSixHours_CatchesUpInBoundedSlices()
    {
        await RunAsync();
        deployment.FlowLogs.AddPortScan("a", "203.0.113.9", Deployment.Noon.AddHours(3), TimeSpan.FromMinutes(1));
        deployment.Time.Advance(TimeSpan.FromHours(6));

        var runs = new List<RunRecord>();
        do runs.Add(await RunAsync());
        while (runs[^1].WindowsJudged > 0);

        // Six hours in slices of half an hour at the most, no more than four of a target in one run.
        Assert.All(runs, run => Assert.InRange(run.WindowsJudged, 0, 4 * deployment.Targets.Count));
        Assert.InRange(runs.Count, 3, 6);
        var rows = await deployment.RowsAsync("a");
        Assert.All(rows, row => Assert.InRange(row.To - row.From, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)));
        Assert.Equal(Deployment.Noon.AddHours(6), rows[^1].To);
        await deployment.AssertSoundAsync();
        Assert.Single(await deployment.FindingsAsync("a"), finding => finding.Source == "203.0.113.9");
    }

    [Fact]
    public async Task RunAsync_StorageOutOfOrder_SaysSoAndGoesOnWhereItWas()
    {
        var store = new WatchedStateStore(deployment.Store);
        await deployment.RunAsync(store, "host");
        store.IsOut = true;
        for (var round = 0; round < 3; round++)
        {
            deployment.Time.Advance(Deployment.Round);
            var error = await Assert.ThrowsAsync<StateException>(() => deployment.RunAsync(store, "host"));
            Assert.Equal((true, "The storage does not answer."), (error.MayPass, error.Message));
        }

        store.IsOut = false;
        Assert.Equal(RunStatus.Succeeded, (await deployment.RunAsync(store, "host")).Status);

        await deployment.AssertSoundAsync();
        Assert.Equal(Deployment.Noon.AddMinutes(30), (await deployment.RowsAsync("a"))[^1].To);
        Assert.Contains(await deployment.FindingsAsync("a"), finding => finding.Source == "203.0.113.2");
    }

    [Fact]
    public async Task RunAsync_StorageGoesOutOfOrderWhileItJudges_LosesNothing()
    {
        var store = new WatchedStateStore(deployment.Store);
        deployment.FlowLogs.Read = () =>
        {
            store.IsOut = true;
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<StateException>(() => deployment.RunAsync(store, "host"));
        deployment.FlowLogs.Read = () => Task.CompletedTask;
        store.IsOut = false;

        // The host knows nothing of the lease it had; it runs out.
        deployment.Time.Advance(Deployment.Round);
        Assert.Equal(RunStatus.Succeeded, (await deployment.RunAsync(store, "host")).Status);

        await deployment.AssertSoundAsync();
        Assert.Equal("203.0.113.1", Assert.Single(await deployment.FindingsAsync("a")).Source);
    }

    [Fact]
    public async Task RunAsync_RecordsArriveLate_AreFoundOnceUpToTheHorizon()
    {
        // A day's scan in the window from noon on, which arrives when the last look is over.
        deployment.FlowLogs.AddPortScan("c", "203.0.113.6", Deployment.Noon.AddMinutes(3), TimeSpan.FromMinutes(90));
        var revised = 0;
        for (var round = 0; round < 12; round++)
        {
            revised += (await RunAsync()).WindowsRevised;
            deployment.Time.Advance(Deployment.Round);
        }

        // One window of b at the first look, one of c at the last.
        Assert.Equal(2, revised);
        Assert.Single(await deployment.FindingsAsync("b"), finding => finding.Source == "203.0.113.4");
        Assert.Equal("203.0.113.5", Assert.Single(await deployment.FindingsAsync("c")).Source);
        Assert.All((await deployment.RowsAsync("c")).Where(row => row.To <= Deployment.Noon.AddMinutes(20)), row => Assert.Equal(2, row.Looks));
        await deployment.AssertSoundAsync();
    }

    [Fact]
    public async Task RunAsync_LeaseLostWhileItJudged_LeavesTheFindingsOfWhoTookTheWindow()
    {
        // The host reads its records, and sleeps: more records arrive, the lease runs out, another host judges all of them.
        var store = new WatchedStateStore(deployment.Store);
        RunRecord? other = null;
        deployment.FlowLogs.Read = async () =>
        {
            deployment.FlowLogs.Read = () => Task.CompletedTask;
            store.IsOut = true;
            deployment.FlowLogs.AddPortScan("a", "203.0.113.8", Deployment.Noon.AddMinutes(-15), TimeSpan.FromMinutes(1));
            deployment.Time.Advance(Deployment.Round);
            other = await deployment.RunAsync(deployment.Store, "other");
            store.IsOut = false;
        };

        var run = await deployment.RunAsync(store, "sleeper");

        Assert.Equal(RunStatus.Succeeded, other!.Status);
        Assert.Equal(["203.0.113.8", "203.0.113.1"], (await deployment.FindingsAsync("a")).Select(finding => finding.Source).Distinct());
        Assert.Contains(run.Problems, problem => problem.Target == "a" && problem.What.Contains("another run has it", StringComparison.Ordinal));
        await deployment.AssertSoundAsync();
    }

    [Fact]
    public async Task RunAsync_QueriesUnansweredAtFirst_JudgesTheWindowAgainAndChangesNoIncident()
    {
        for (var round = 0; round < 3; round++)
        {
            await RunAsync();
            deployment.Time.Advance(Deployment.Round);
        }

        deployment.FlowLogs.Unanswered = 1;
        Assert.Equal(deployment.Targets.Count, (await RunAsync()).WindowsFailed);
        var before = Assert.Single(await deployment.IncidentsAsync("a"), OfTheScan);
        var messages = Messages();
        Assert.Equal("12:20-12:30 Failed", Text((await deployment.RowsAsync("a"))[^1]));

        deployment.FlowLogs.Unanswered = 0;
        deployment.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(RunStatus.Succeeded, (await RunAsync()).Status);

        Assert.Equal("12:20-12:30 Done", Text((await deployment.RowsAsync("a"))[^1]));
        var after = Assert.Single(await deployment.IncidentsAsync("a"), OfTheScan);
        Assert.Equal((before.Fingerprint, before.Version, 1), (after.Fingerprint, after.Version, after.Occurrences));
        Assert.NotEmpty(messages);
        Assert.Equal(messages, Messages());
        await deployment.AssertSoundAsync();

        List<string> Messages() => [.. deployment.Told.Accepted.Select(one => one.Message.Id).Where(id => id.StartsWith($"{before.Id}-", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task RunAsync_HostStops_GivesItsWindowBack()
    {
        using var stopping = new CancellationTokenSource();
        deployment.FlowLogs.Read = async () => await stopping.CancelAsync();

        var run = await deployment.RunAsync(deployment.Store, "stopped", cancellationToken: stopping.Token);

        Assert.Equal(RunStatus.Cancelled, run.Status);
        var row = (await deployment.RowsAsync("a"))[0];
        Assert.Equal((WindowStatus.Due, 0), (row.Status, row.Attempts));
        deployment.FlowLogs.Read = () => Task.CompletedTask;
        Assert.Equal(6, (await RunAsync()).WindowsJudged);
    }

    private static bool OfTheScan(Incident incident) => incident.Finding?.Source == "203.0.113.2";

    private Task<RunRecord> RunAsync() => deployment.RunAsync(deployment.Store, "host");

    private static string Text(WindowRow row) => $"{row.From:HH:mm}-{row.To:HH:mm} {row.Status}";
}
