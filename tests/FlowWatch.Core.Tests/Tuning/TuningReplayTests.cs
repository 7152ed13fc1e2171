using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Checks.Running;
using FlowWatch.Core.Tuning;

namespace FlowWatch.Core.Tests.Tuning;

/// <summary>Thresholds tried on flow logs that are judged again: ten hours of one target, with two scans of sixty ports at first, and of twelve in the fourth and in the last.</summary>
public sealed class TuningReplayTests : IAsyncLifetime, IDisposable
{
    private const int Hours = 10;

    private readonly Deployment deployment = new();
    private int openedBefore;

    public async Task InitializeAsync()
    {
        deployment.FlowLogs.AddPortScan("a", "203.0.113.21", Deployment.Noon.AddHours(3.1), TimeSpan.FromMinutes(1), ports: 12);
        deployment.FlowLogs.AddPortScan("a", "203.0.113.22", Deployment.Noon.AddHours(9.6), TimeSpan.FromMinutes(1), ports: 12);
        await deployment.RunAsync(deployment.Store, "host");
        for (var hour = 0; hour < Hours; hour++)
        {
            // Windows of ten minutes each, as in steady state.
            for (var round = 0; round < 6; round++)
            {
                deployment.Time.Advance(Deployment.Round);
                await deployment.RunAsync(deployment.Store, "host");
            }
        }

        openedBefore = deployment.FlowLogs.Opened;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => deployment.Dispose();

    [Theory]
    [InlineData("PORT_SCAN.failedPorts=61", 2, 0)]
    [InlineData("PORT_SCAN.failedPorts=10", 0, 0)]
    public async Task RescanAsync_AllOfIt_TellsWhatChangesAndOpensWindowsThatLieTogetherAtOnce(string threshold, int vanish, int appear)
    {
        var result = await RescanAsync(threshold, new TuningLimits());

        Assert.Equal((4, vanish, appear, null), (result.Incidents, result.Vanish, result.Appear, result.NotVerified));
        Assert.Equal((62, 62), (result.Windows, result.Rescanned));
        // Half an hour at once is the longest that a check of this deployment judges.
        Assert.InRange(deployment.FlowLogs.Opened - openedBefore, 62 / 3, (62 / 3) + 2);
    }

    [Fact]
    public async Task RescanAsync_FewestWindows_AreTheNewest()
    {
        var result = await RescanAsync("PORT_SCAN.failedPorts=61", new TuningLimits { MostWindows = 6 });

        Assert.Equal((1, "203.0.113.22", 6), (result.Vanish, Assert.Single(result.Vanishing), result.Rescanned));
        Assert.Equal("not judged again: 56 older windows", result.NotVerified);
    }

    [Fact]
    public async Task RescanAsync_PastTheCost_BeginsNoMoreAndSaysSo()
    {
        deployment.FlowLogs.Usage = new CloudQueryUsage { QueriesStarted = 4, BytesScanned = 80_000_000_000, RecordsScanned = 1, RecordsMatched = 1, EstimatedCost = 0.4m, Waited = TimeSpan.Zero };

        var result = await RescanAsync("PORT_SCAN.failedPorts=61", new TuningLimits { MostCost = 1 });

        // Three stretches are past it; three more may have been begun by then.
        Assert.InRange(result.EstimatedCost!.Value, 1.2m, 2.4m);
        Assert.Equal(result.EstimatedCost / 0.4m * 80_000_000_000, result.BytesScanned);
        Assert.EndsWith("older windows, since it had cost 1.00 US dollars", result.NotVerified, StringComparison.Ordinal);
        Assert.InRange(result.Rescanned, 7, 18);
    }

    [Fact]
    public async Task RescanAsync_NothingMayBeSpent_KnowsNothing()
    {
        var result = await RescanAsync("PORT_SCAN.failedPorts=61", new TuningLimits { Until = deployment.Time.GetUtcNow() });

        Assert.Equal((0, null, null, 0, null), (result.Rescanned, result.Vanish, result.Appear, result.Incidents, result.EstimatedCost));
        Assert.Equal("not judged again: 62 older windows, since it took too long", result.NotVerified);
        Assert.Equal(openedBefore, deployment.FlowLogs.Opened);
    }

    [Fact]
    public async Task RescanAsync_FewerDays_LeavesOutWhatIsOlder()
    {
        deployment.Time.Advance(TimeSpan.FromHours(20));

        var result = await RescanAsync("PORT_SCAN.failedPorts=61", new TuningLimits { MostDays = 1 });

        Assert.Equal((1, "203.0.113.22"), (result.Vanish, Assert.Single(result.Vanishing)));
        Assert.StartsWith("not judged again: ", result.NotVerified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RescanAsync_Refused_IsNotVerifiedAndSaysWhy()
    {
        deployment.FlowLogs.Instead = _ => new FactFailure(FactFailureKind.AccessDenied, "logs:StartQuery", "g", "not authorized.");

        var result = await RescanAsync("PORT_SCAN.failedPorts=61", new TuningLimits());

        Assert.Equal((null, null, 0), (result.Vanish, result.Appear, result.Rescanned));
        Assert.StartsWith("could not be judged again: 62 windows, the first ", result.NotVerified, StringComparison.Ordinal);
        Assert.Contains("logs:StartQuery on g: not authorized.", result.NotVerified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RescanAsync_QueriesUnanswered_IsNotVerifiedInPart()
    {
        deployment.FlowLogs.Unanswered = 1;

        Assert.Contains("judged again in part: ", (await RescanAsync("PORT_SCAN.failedPorts=61", new TuningLimits())).NotVerified, StringComparison.Ordinal);
    }

    private Task<TuningResult> RescanAsync(string threshold, TuningLimits limits)
    {
        var hits = new SuppressionHitStore(deployment.Store);
        var target = deployment.Targets[0];
        var register = new SuppressionRegister(new FlowWatchSettings { Targets = [target] }, new SuppressionStore(deployment.Store, hits, deployment.Time), hits, deployment.Time);
        var options = new CheckRunnerOptions { FlowWatchVersion = "test", Settings = new CheckSettings { Security = deployment.Windows } };
        return new ThresholdTuning(new FindingStore(deployment.Store), deployment.Ledger, deployment.FlowLogs, register, options, deployment.Time)
            .RescanAsync(target, TuningCandidate.Read(threshold, out _)!, 2, limits, CancellationToken.None);
    }
}
