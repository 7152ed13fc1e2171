using System.Net;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Findings;
using FlowWatch.Core.Tests.State;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Core.Tests.Suppressions;

public sealed class SuppressionStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = FindingSample.Noon;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryState temporary = new();
    private readonly FakeTimeProvider time = new(Now);
    private readonly IStateStore state;
    private readonly SuppressionHitStore hits;
    private readonly SuppressionStore store;

    public SuppressionStoreTests()
    {
        state = temporary.Open();
        hits = new SuppressionHitStore(state);
        store = new SuppressionStore(state, hits, time);
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task AddAsync_Everything_IsReadBack()
    {
        var suppression = Of("scanner") with { MonitoredTarget = null, Target = IPNetwork.Parse("2001:db8::/48"), Port = 22, Detection = "PORT_SCAN" };

        var (outcome, stored) = await store.AddAsync(suppression, "me", None);

        Assert.Equal(SuppressionAddition.Added, outcome);
        Assert.Equal((suppression, Now, "me"), (stored!.Suppression, stored.CreatedAt, stored.CreatedBy));
        Assert.Equal(stored, await store.FindAsync(suppression.Id!, None));
    }

    [Fact]
    public async Task AddAsync_TheSameName_IsTakenForTheSameTargetOnly()
    {
        await store.AddAsync(Of("scanner"), "me", None);

        Assert.Equal(SuppressionAddition.NameTaken, (await store.AddAsync(Of("scanner"), "me", None)).Outcome);
        Assert.Equal(SuppressionAddition.Added, (await store.AddAsync(Of("scanner", "one"), "me", None)).Outcome);
        Assert.Equal(SuppressionAddition.Added, (await store.AddAsync(Of("scanner", "two"), "me", None)).Outcome);
    }

    [Fact]
    public async Task AddAsync_MoreThanAreKept_AddsNothing()
    {
        foreach (var chunk in Enumerable.Range(0, SuppressionStore.Most).Chunk(StateChange.MaximumChanges)) await state.WriteAsync("suppressions", [.. chunk.Select(number => StateChange.Insert($"s-{number:x16}", "{}"))], None);

        Assert.Equal((SuppressionAddition.TooMany, null), await store.AddAsync(Of("one more"), "me", None));
    }

    [Fact]
    public async Task RemoveAsync_ThenAddedAgain_BeginsWithoutHits()
    {
        var id = (await store.AddAsync(Of("scanner"), "me", None)).Stored!.Suppression.Id!;
        await hits.CountAsync("one", "security", new TimeWindow(Now, Now.AddMinutes(10)), [new SuppressedFinding(FindingSample.Of("10.0.0.1"), Of("scanner"))], None);
        Assert.Equal(1, (await hits.OfAsync(id, None)).Count);

        Assert.Equal(SuppressionRemoval.Removed, await store.RemoveAsync(id, null, None));
        Assert.Equal(SuppressionRemoval.NotFound, await store.RemoveAsync(id, null, None));
        await store.AddAsync(Of("scanner"), "me", None);

        Assert.Equal(SuppressionHits.None, await hits.OfAsync(id, None));
    }

    [Fact]
    public async Task RemoveAsync_AnotherVersion_RemovesNothing()
    {
        var stored = (await store.AddAsync(Of("scanner"), "me", None)).Stored!;

        Assert.Equal(SuppressionRemoval.Changed, await store.RemoveAsync(stored.Suppression.Id!, stored.Version + "0", None));
        Assert.Equal(SuppressionRemoval.Removed, await store.RemoveAsync(stored.Suppression.Id!, stored.Version, None));
    }

    [Fact]
    public async Task FindAsync_ADamagedRow_SaysWhatToDo()
    {
        var id = Of("x").Id!;
        await state.WriteAsync("suppressions", [StateChange.Insert(id, "{\"name\":")], None);

        var error = await Assert.ThrowsAsync<StateException>(() => store.FindAsync(id, None));

        Assert.Equal($"Suppression {id} is damaged in the state. Remove it (flowwatch suppressions remove {id}) and add it again.", error.Message);
        Assert.Equal(SuppressionRemoval.Removed, await store.RemoveAsync(id, null, None));
    }

    [Fact]
    public async Task Register_OfTarget_HasItsOwnThoseOfAllAndThoseOfTheConfiguration()
    {
        var configured = new Suppression { Id = SuppressionId.OfConfiguration(null, "c"), Name = "c", Owner = "o", Reason = "r", Expires = Now.AddDays(1), Port = 22 };
        var target = new MonitoredTarget { Name = "one", Environment = "e", Account = "111111111111", Region = "eu-central-1", LogGroup = "g", Settings = new ScanSettings { Suppressions = [configured] } };
        await store.AddAsync(Of("all"), "me", None);
        await store.AddAsync(Of("one", "one"), "me", None);
        await store.AddAsync(Of("two", "two"), "me", None);
        var register = new SuppressionRegister(new FlowWatchSettings { Targets = [target], Shared = new ScanSettings { Suppressions = [configured] } }, store, hits, time);

        Assert.Equal(["c", "all", "one"], (await register.OfTargetAsync(target, None)).Select(one => one.Name).OrderBy(name => name is "c" ? 0 : 1).ThenBy(name => name));
        Assert.Equal("c", (await register.OfTargetAsync(target, None))[0].Name);
        Assert.Equal(["all", "c", "one", "two"], (await register.ListAsync(None)).Select(one => one.Suppression.Name).Order());
    }

    [Fact]
    public async Task Register_Expired_IsToldOnceWithItsHits()
    {
        await store.AddAsync(Of("scanner"), "me", None);
        await hits.CountAsync("one", "security", new TimeWindow(Now, Now.AddMinutes(10)), [new SuppressedFinding(FindingSample.Of("10.0.0.1"), Of("scanner"))], None);
        var register = new SuppressionRegister(new FlowWatchSettings(), store, hits, time);
        Assert.Empty(await register.NewlyExpiredAsync(None));

        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal([$"Suppression 'scanner' ({Of("scanner").Id}) of o expired 2026-01-06 12:00Z after 1 hit and holds nothing back any more: renew it or remove it."], await register.NewlyExpiredAsync(None));
        Assert.Empty(await register.NewlyExpiredAsync(None));
        Assert.True(Assert.Single(await register.ListAsync(None)).IsExpired);
    }

    private static Suppression Of(string name, string? target = null) => new()
    {
        Id = SuppressionId.OfAdded(target, name), MonitoredTarget = target, Name = name, Owner = "o", Reason = "r", Expires = Now.AddDays(1), Source = IPNetwork.Parse("10.0.0.0/24"),
    };
}
