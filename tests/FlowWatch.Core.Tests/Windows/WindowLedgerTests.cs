using FlowWatch.Core.Findings;
using FlowWatch.Core.Tests.State;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Core.Tests.Windows;

public sealed class WindowLedgerTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 7, 30, TimeSpan.Zero);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly WindowOptions Options = new();

    private readonly TemporaryState state = new();
    private readonly FakeTimeProvider time = new(Now);
    private readonly WindowLedger ledger;

    public WindowLedgerTests() => ledger = Ledger("one");

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task DueAsync_FirstRun_BeginsAtTheLookBackAndEndsAtTheSettleLag() =>
        // 12:07:30 less 16 minutes is 11:51:30, and less an hour 10:51:30.
        Assert.Equal(["10:45-11:00", "11:00-11:15", "11:15-11:30", "11:30-11:45"], (await ledger.DueAsync("t", "anomaly", Options, None)).Select(Text));

    [Fact]
    public async Task ClaimAsync_Due_HandsOutTheOldestFirst()
    {
        Assert.Equal(["10:45-11:00", "11:00-11:15", "11:15-11:30", "11:30-11:45"], await ClaimAllAsync());
        Assert.Null(await ledger.ClaimAsync("t", "anomaly", Options, None));
        Assert.Empty(await ledger.DueAsync("t", "anomaly", Options, None));
    }

    [Fact]
    public async Task ClaimAsync_OtherTargetOrCheck_HasItsOwnWindows()
    {
        await ClaimAllAsync();

        Assert.NotNull(await ledger.ClaimAsync("u", "anomaly", Options, None));
        Assert.NotNull(await ledger.ClaimAsync("t", "security", Options, None));
    }

    [Fact]
    public async Task CompleteAsync_InOrder_MovesTheWatermark()
    {
        var first = await ClaimAsync();
        var second = await ClaimAsync();

        Assert.True(await ledger.CompleteAsync(second, Outcome(), None));
        Assert.Equal("10:45", await WatermarkAsync());
        Assert.True(await ledger.CompleteAsync(first, Outcome(), None));
        Assert.Equal("11:15", await WatermarkAsync());
    }

    [Fact]
    public async Task CompleteAsync_Window_IsRememberedWithWhatItCameTo()
    {
        var lease = await ClaimAsync();
        await ledger.CompleteAsync(lease, new WindowOutcome(1234, 5, Now.AddMinutes(-1), "no interface-id"), None);

        var row = Assert.Single(await ledger.ListAsync("t", "anomaly", null, null, None));
        Assert.Equal(
            new WindowRow
            {
                From = At("10:45"), To = At("11:00"), Status = WindowStatus.Done, Attempts = 1, Owner = "one", JudgedAt = Now, ArrivedUntil = Now.AddMinutes(-1),
                Records = 1234, Findings = 5, Partial = true, Reason = "no interface-id",
            },
            row);
    }

    [Fact]
    public async Task FailAsync_Window_IsTriedAgainAfterPausesThatGrow()
    {
        var options = Options with { LookBack = Options.Length };
        var pauses = new List<double>();
        for (var tries = 0; tries < 9; tries++)
        {
            var lease = (await ledger.ClaimAsync("t", "anomaly", options, None))!;
            Assert.Equal(tries + 1, lease.Attempt);
            await ledger.FailAsync(lease, "throttled", options, None);
            var row = (await ledger.ListAsync("t", "anomaly", null, 1, None))[0];
            var pause = row.RetryAt!.Value - time.GetUtcNow();
            pauses.Add(pause.TotalMinutes);
            time.Advance(pause - TimeSpan.FromSeconds(1));
            Assert.Null(await ledger.ClaimAsync("t", "anomaly", options with { SettleLag = TimeSpan.FromDays(1) }, None));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], pauses);
    }

    [Fact]
    public async Task FailAsync_Window_HoldsTheWatermarkButNotTheNextWindows()
    {
        await ledger.FailAsync(await ClaimAsync(), "no permission", Options, None);

        var second = await ClaimAsync();
        Assert.Equal("11:00-11:15", Text(second.Window));
        await ledger.CompleteAsync(second, Outcome(), None);
        Assert.Equal("10:45", await WatermarkAsync());
    }

    [Fact]
    public async Task ClaimAsync_HolderVanished_IsTakenOverWhenTheLeaseRunsOut()
    {
        var lost = await ClaimAsync();
        var other = Ledger("two");
        time.Advance(Options.Lease - TimeSpan.FromSeconds(1));
        Assert.NotEqual(lost.Window, (await other.ClaimAsync("t", "anomaly", Options, None))!.Window);
        time.Advance(TimeSpan.FromSeconds(1));

        var taken = (await other.ClaimAsync("t", "anomaly", Options, None))!;

        Assert.Equal((lost.Window, 2), (taken.Window, taken.Attempt));
        Assert.False(await ledger.CompleteAsync(lost, Outcome(), None));
        Assert.False(await ledger.FailAsync(lost, "late", Options, None));
        Assert.Null(await ledger.RenewAsync(lost, Options, None));
        Assert.True(await other.CompleteAsync(taken, Outcome(), None));
    }

    [Fact]
    public async Task RenewAsync_Lease_KeepsOthersAway()
    {
        var lease = await ClaimAsync();
        time.Advance(Options.Lease - TimeSpan.FromSeconds(1));
        var renewed = await ledger.RenewAsync(lease, Options, None);
        time.Advance(Options.Lease - TimeSpan.FromSeconds(1));

        Assert.NotEqual(lease.Window, (await Ledger("two").ClaimAsync("t", "anomaly", Options, None))!.Window);
        Assert.True(await ledger.CompleteAsync(renewed!, Outcome(), None));
    }

    [Fact]
    public async Task AbandonAsync_Window_IsDueAtOnceAndTheTryDoesNotCount()
    {
        var lease = await ClaimAsync();
        Assert.True(await ledger.AbandonAsync(lease, None));

        var again = await ClaimAsync();
        Assert.Equal((lease.Window, 1), (again.Window, again.Attempt));
    }

    [Fact]
    public async Task ReviseAsync_DoneWindow_IsDueAgainAndMovesTheWatermarkBack()
    {
        for (var count = 0; count < 4; count++) await ledger.CompleteAsync(await ClaimAsync(), Outcome(), None);
        Assert.Equal("11:45", await WatermarkAsync());

        var seen = await RowAsync("11:00");
        Assert.True(await ledger.ReviseAsync("t", "anomaly", seen, None));
        Assert.False(await ledger.ReviseAsync("t", "anomaly", await RowAsync("11:00"), None));

        Assert.Equal("11:00", await WatermarkAsync());
        var lease = await ClaimAsync();
        Assert.Equal(("11:00-11:15", 1), (Text(lease.Window), lease.Revision));
        await ledger.CompleteAsync(lease, Outcome(), None);
        Assert.Equal("11:45", await WatermarkAsync());

        // Whoever saw it before it was judged anew has nothing to say about what it is now.
        Assert.False(await ledger.ReviseAsync("t", "anomaly", seen, None));
        Assert.False(await ledger.LookedAsync("t", "anomaly", seen, None));
        Assert.Equal((WindowStatus.Done, 1, 1), (await RowAsync("11:00") is var row ? row.Status : default, row.Revision, row.Looks));
    }

    [Fact]
    public async Task LookedAsync_TwoRunsLookAtOnce_IsOneLook()
    {
        await ledger.CompleteAsync(await ClaimAsync(), Outcome(), None);
        var seen = await RowAsync("10:45");

        Assert.True(await ledger.LookedAsync("t", "anomaly", seen, None));
        Assert.False(await Ledger("two").LookedAsync("t", "anomaly", seen, None));
        Assert.Equal(1, (await RowAsync("10:45")).Looks);

        Assert.True(await ledger.LookedAsync("t", "anomaly", await RowAsync("10:45"), None));
        Assert.Equal(2, (await RowAsync("10:45")).Looks);
    }

    [Fact]
    public async Task ClaimAsync_AfterALongOutage_CatchesUpInLongerButBoundedWindows()
    {
        for (var count = 0; count < 4; count++) await ledger.CompleteAsync(await ClaimAsync(), Outcome(), None);
        time.Advance(TimeSpan.FromHours(6));

        var windows = (await ledger.DueAsync("t", "anomaly", Options, None)).ToList();

        Assert.Equal((At("11:45"), At("17:45")), (windows[0].From, windows[^1].To));
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.All(windows, window => Assert.InRange(window.Duration, Options.Length, Options.LongestWindow));
        Assert.Equal(Options.LongestWindow, windows[0].Duration);
    }

    [Fact]
    public async Task ClaimAsync_ClockWentBack_GivesNothingTwice()
    {
        for (var count = 0; count < 4; count++) await ledger.CompleteAsync(await ClaimAsync(), Outcome(), None);

        // A fake clock does not go back; a ledger on a host whose clock is slow is the same.
        var slow = new WindowLedger(state.Open(), new FakeTimeProvider(Now.AddHours(-2)), "slow");
        Assert.Null(await slow.ClaimAsync("t", "anomaly", Options, None));
    }

    [Fact]
    public async Task ForgetAsync_OldWindows_AreGoneButNoneThatIsUnjudged()
    {
        for (var count = 0; count < 3; count++) await ledger.CompleteAsync(await ClaimAsync(), Outcome(), None);
        await ledger.FailAsync(await ClaimAsync(), "no permission", Options, None);
        time.Advance(TimeSpan.FromDays(200));

        Assert.Equal(3, await ledger.ForgetAsync("t", "anomaly", Options, None));
        Assert.Equal("11:30", Assert.Single(await ledger.ListAsync("t", "anomaly", null, null, None)).From.ToString("HH:mm", null));
    }

    private WindowLedger Ledger(string owner) => new(state.Open(), time, owner);

    private async Task<WindowLease> ClaimAsync() => (await ledger.ClaimAsync("t", "anomaly", Options, None))!;

    private async Task<List<string>> ClaimAllAsync()
    {
        var windows = new List<string>();
        while (await ledger.ClaimAsync("t", "anomaly", Options, None) is { } lease) windows.Add(Text(lease.Window));
        return windows;
    }

    private async Task<WindowRow> RowAsync(string from) => Assert.Single(await ledger.ListAsync("t", "anomaly", At(from), 1, None));

    private async Task<string> WatermarkAsync() => (await ledger.PositionAsync("t", "anomaly", None))!.Watermark.ToString("HH:mm", null);

    private static WindowOutcome Outcome() => new(10, 0, Now, null);

    private static DateTimeOffset At(string clock) => new(DateOnly.FromDateTime(Now.UtcDateTime), TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);

    private static string Text(TimeWindow window) => $"{window.From:HH:mm}-{window.To:HH:mm}";
}
