using System.Net;
using CsCheck;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Tests.Findings;
using FlowWatch.Core.Tests.State;

namespace FlowWatch.Core.Tests.Suppressions;

public sealed class SuppressionHitStoreTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Noon = FindingSample.Noon;

    private static readonly Suppression Entry = new() { Id = "s-0123456789abcdef", Name = "known", Owner = "o", Reason = "r", Expires = Noon.AddDays(1), Source = IPNetwork.Parse("10.0.0.0/24") };

    private readonly TemporaryState state = new();
    private readonly SuppressionHitStore hits;

    public SuppressionHitStoreTests() => hits = new SuppressionHitStore(state.Open());

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task CountAsync_TheSameWindowAgain_CountsOnce()
    {
        for (var time = 0; time < 3; time++) await hits.CountAsync("one", "security", Window(0), [Held("10.0.0.1"), Held("10.0.0.2")], None);

        Assert.Equal(new SuppressionHits(2, Noon.AddMinutes(1)), await hits.OfAsync(Entry.Id!, None));
    }

    [Fact]
    public async Task CountAsync_JudgedAnewWithOneMore_CountsTheOne()
    {
        await hits.CountAsync("one", "security", Window(0), [Held("10.0.0.1")], None);
        await hits.CountAsync("one", "security", Window(0), [Held("10.0.0.1"), Held("10.0.0.2")], None);

        Assert.Equal(2, (await hits.OfAsync(Entry.Id!, None)).Count);
    }

    [Fact]
    public async Task CountAsync_MoreThanOneWriteHolds_CountsAll()
    {
        var many = Enumerable.Range(0, 250).Select(number => Held($"10.0.0.{number}")).ToList();

        await hits.CountAsync("one", "security", Window(0), many, None);
        await hits.CountAsync("one", "security", Window(0), many, None);

        Assert.Equal(250, (await hits.OfAsync(Entry.Id!, None)).Count);
    }

    [Fact]
    public async Task CountAsync_AtOnce_CountsEachOnce()
    {
        var judgings = from target in Enumerable.Range(0, 8) from check in CheckRunnerOptions.Checks from window in Enumerable.Range(0, 3) select (Target: $"t{target}", check, window);

        await Parallel.ForEachAsync(judgings.Concat(judgings), async (one, stopping) => await hits.CountAsync(one.Target, one.check, Window(one.window * 10), [Held("10.0.0.1"), Held("10.0.0.2")], stopping));

        Assert.Equal(8 * 2 * 3 * 2, (await hits.OfAsync(Entry.Id!, None)).Count);
    }

    [Fact]
    public async Task CountAsync_WithoutAnId_CountsNothing()
    {
        await hits.CountAsync("one", "security", Window(0), [new SuppressedFinding(FindingSample.Of("10.0.0.1"), Entry with { Id = null })], None);

        Assert.Equal(SuppressionHits.None, await hits.OfAsync(Entry.Id!, None));
    }

    // Whatever is judged, in whichever order and however often: the count is that of the different findings of the different windows.
    [Fact]
    public void CountAsync_AnySequence_CountsEachFindingAndWindowOnce()
    {
        var judging = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[1, 4].Array[0, 3]);
        CsCheck.Check.Sample(
            judging.List[1, 12],
            judgings =>
            {
                using var fresh = new TemporaryState();
                var counted = new SuppressionHitStore(fresh.Open());
                foreach (var (target, window, sources) in judgings)
                {
                    counted.CountAsync($"t{target}", "security", Window(window * 10), [.. sources.Select(source => Held($"10.0.0.{source}"))], None).GetAwaiter().GetResult();
                }

                return counted.OfAsync(Entry.Id!, None).GetAwaiter().GetResult().Count == judgings.SelectMany(one => one.Item3.Select(source => (one.Item1, one.Item2, source))).Distinct().Count();
            },
            iter: 30);
    }

    [Fact]
    public async Task ForgetAsync_OldHits_KeepsTheCount()
    {
        await hits.CountAsync("one", "security", Window(0), [Held("10.0.0.1")], None);
        await hits.CountAsync("one", "security", Window(60), [Held("10.0.0.1")], None);

        Assert.Equal(1, await hits.ForgetAsync(Entry.Id!, Noon.AddMinutes(30), None));
        Assert.Equal(0, await hits.ForgetAsync(Entry.Id!, Noon.AddMinutes(30), None));
        Assert.Equal(2, (await hits.OfAsync(Entry.Id!, None)).Count);
    }

    [Fact]
    public async Task TellExpiredAsync_Again_IsNotTold()
    {
        Assert.True(await hits.TellExpiredAsync(Entry.Id!, Noon, None));
        Assert.False(await hits.TellExpiredAsync(Entry.Id!, Noon, None));
        // Renewed and expired once more: that is news.
        Assert.True(await hits.TellExpiredAsync(Entry.Id!, Noon.AddDays(1), None));
    }

    private static TimeWindow Window(int minutes) => new(Noon.AddMinutes(minutes), Noon.AddMinutes(minutes + 10));

    private static SuppressedFinding Held(string source) => new(FindingSample.Of(source), Entry);
}
