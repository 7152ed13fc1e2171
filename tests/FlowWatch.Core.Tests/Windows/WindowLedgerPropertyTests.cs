using CsCheck;
using FlowWatch.Core.Tests.State;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Core.Tests.Windows;

/// <summary>Whatever runs, dies, stalls and arrives late: no stretch of time is skipped, and no window is judged twice with two outcomes.</summary>
public sealed class WindowLedgerPropertyTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 7, 30, TimeSpan.Zero);
    private static readonly WindowOptions Options = new();

    private readonly TemporaryState state = new();

    private enum Act
    {
        Claim,
        Complete,
        Fail,
        Abandon,
        Vanish,
        Renew,
        Wait,
        Sleep,
        Late,
    }

    public void Dispose() => state.Dispose();

    [Fact]
    public void Ledger_AnySequenceOfRunsAndDeaths_JudgesAllTimeOnce()
    {
        var store = state.Open();
        var sequence = 0;
        var act = Gen.Select(Gen.Int[0, 8].Select(number => (Act)number), Gen.Int[0, 2], Gen.Int[0, 90]);
        act.Array[1, 40].Sample(
            acts =>
            {
                var target = $"t{Interlocked.Increment(ref sequence)}";
                var time = new FakeTimeProvider(Now);
                var hosts = Enumerable.Range(0, 3).Select(number => new WindowLedger(store, time, $"host{number}")).ToList();
                var held = new Dictionary<int, WindowLease>();
                var judged = new HashSet<(DateTimeOffset, int)>();
                foreach (var (what, host, amount) in acts) Do(what, host, amount);

                // Whoever is left dies; time goes by; one run catches up.
                time.Advance(TimeSpan.FromHours(2));
                while (Sync(hosts[0].ClaimAsync(target, "anomaly", Options, default)) is { } lease) Complete(hosts[0], lease);

                var rows = Sync(hosts[0].ListAsync(target, "anomaly", null, null, default));
                Assert.All(rows, row => Assert.Equal(WindowStatus.Done, row.Status));
                Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
                Assert.Equal(rows[^1].To, Sync(hosts[0].PositionAsync(target, "anomaly", default))!.Watermark);
                Assert.Empty(Sync(hosts[0].DueAsync(target, "anomaly", Options, default)));

                void Do(Act what, int host, int amount)
                {
                    held.TryGetValue(host, out var lease);
                    switch (what)
                    {
                        case Act.Claim when lease is null:
                            if (Sync(hosts[host].ClaimAsync(target, "anomaly", Options, default)) is { } claimed) held[host] = claimed;
                            break;
                        case Act.Complete when lease is not null:
                            Complete(hosts[host], lease);
                            held.Remove(host);
                            break;
                        case Act.Fail when lease is not null:
                            Sync(hosts[host].FailAsync(lease, "it failed", Options, default));
                            held.Remove(host);
                            break;
                        case Act.Abandon when lease is not null:
                            Sync(hosts[host].AbandonAsync(lease, default));
                            held.Remove(host);
                            break;
                        case Act.Vanish:
                            held.Remove(host);
                            break;
                        case Act.Renew when lease is not null:
                            if (Sync(hosts[host].RenewAsync(lease, Options, default)) is { } renewed) held[host] = renewed;
                            else held.Remove(host);
                            break;
                        case Act.Wait:
                            time.Advance(TimeSpan.FromMinutes(amount));
                            break;
                        case Act.Sleep when amount > 60:
                            time.Advance(TimeSpan.FromHours(6));
                            break;
                        case Act.Late:
                            var rowsNow = Sync(hosts[host].ListAsync(target, "anomaly", null, null, default));
                            if (rowsNow.Count > 0) Sync(hosts[host].ReviseAsync(target, "anomaly", rowsNow[amount % rowsNow.Count], default));
                            break;
                        default:
                            break;
                    }

                    if (Sync(hosts[0].PositionAsync(target, "anomaly", default)) is { } position)
                    {
                        var undone = Sync(hosts[0].ListAsync(target, "anomaly", null, null, default)).FirstOrDefault(row => row.Status != WindowStatus.Done);
                        Assert.Equal(undone?.From ?? position.PlannedUntil, position.Watermark);
                    }
                }

                void Complete(WindowLedger ledger, WindowLease lease)
                {
                    if (Sync(ledger.CompleteAsync(lease, new WindowOutcome(1, 0, time.GetUtcNow(), null), default))) Assert.True(judged.Add((lease.Window.From, lease.Revision)), "judged twice");
                }
            },
            iter: 60,
            threads: 1);
    }

    private static T Sync<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
