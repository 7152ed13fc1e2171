using FlowWatch.Core.Tests.State;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Core.Tests.Windows;

public sealed class LedgerSurveyTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 7, 30, TimeSpan.Zero);
    private static readonly WindowOptions Options = new();

    private readonly TemporaryState state = new();
    private readonly FakeTimeProvider time = new(Now);
    private readonly WindowLedger ledger;
    private readonly LedgerSurvey survey;

    public LedgerSurveyTests()
    {
        ledger = new WindowLedger(state.Open(), time, "one");
        survey = new LedgerSurvey(ledger, time);
    }

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task RunAsync_NothingHasRun_IsNoDelay()
    {
        var summary = await RunAsync();

        Assert.Equal((4, 0, (TimeSpan?)null), (summary.Due, summary.AgedCount, summary.OldestUnjudgedAge));
    }

    [Fact]
    public async Task RunAsync_FirstRunLooksBackFurtherThanTheAlarm_IsNoDelayYet()
    {
        await ledger.ClaimAsync("t", "anomaly", Options, CancellationToken.None);

        // The window of 10:45 to 11:00 ended more than an hour ago, and was opened just now.
        var summary = await RunAsync();
        Assert.Equal((0, TimeSpan.Zero), (summary.AgedCount, summary.OldestUnjudgedAge));
    }

    [Fact]
    public async Task RunAsync_WindowOfTheFirstRunStillOpenAfterTheAlarmsAge_IsAged()
    {
        await ledger.ClaimAsync("t", "anomaly", Options, CancellationToken.None);
        time.Advance(Options.AlarmAge + TimeSpan.FromSeconds(1));

        Assert.Contains((await RunAsync()).Aged, aged => aged.Window.Status == WindowStatus.Open && aged.Window.From == new DateTimeOffset(2026, 1, 2, 10, 45, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task RunAsync_WindowThatEndedSinceTheFirstRun_AgesFromItsEnd()
    {
        for (var lease = await ledger.ClaimAsync("t", "anomaly", Options, CancellationToken.None); lease is not null; lease = await ledger.ClaimAsync("t", "anomaly", Options, CancellationToken.None))
        {
            await ledger.CompleteAsync(lease, new WindowOutcome(1, 0, time.GetUtcNow(), null), CancellationToken.None);
        }

        time.Advance(TimeSpan.FromHours(3));
        await ledger.ClaimAsync("t", "anomaly", Options, CancellationToken.None);

        var summary = await RunAsync();
        Assert.Contains(summary.Aged, aged => aged.Window.Status == WindowStatus.Open);
        Assert.True(summary.OldestUnjudgedAge > TimeSpan.FromHours(1));
    }

    private Task<LedgerSummary> RunAsync() => survey.RunAsync([("t", "anomaly", Options)], CancellationToken.None);
}
