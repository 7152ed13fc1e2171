using CsCheck;
using FlowWatch.Core.State;
using Xunit;

namespace FlowWatch.StateContract;

/// <summary>The contract of <see cref="IStateStore"/>. Each store's tests derive from it and say how one is opened.</summary>
public abstract class StateStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A store over state that is empty, or that this test wrote before: the same for every call within one test.</summary>
    protected abstract IStateStore Open();

    [SkippableFact]
    public async Task ReadAsync_NothingWritten_IsNull() => Assert.Null(await Open().ReadAsync("p", "k", None));

    [SkippableFact]
    public async Task WriteAsync_Insert_IsReadByAnotherStore()
    {
        Assert.True(await Open().WriteAsync("p", [StateChange.Insert("k", "{\"a\":1}")], None));

        var entry = await Open().ReadAsync("p", "k", None);
        Assert.Equal(("k", "{\"a\":1}"), (entry!.Key, entry.Value));
    }

    [SkippableFact]
    public async Task WriteAsync_InsertOfWhatIsThere_ChangesNothing()
    {
        var store = Open();
        await store.WriteAsync("p", [StateChange.Insert("k", "1")], None);

        Assert.False(await store.WriteAsync("p", [StateChange.Insert("other", "1"), StateChange.Insert("k", "2")], None));

        Assert.Equal("1", (await store.ReadAsync("p", "k", None))!.Value);
        Assert.Null(await store.ReadAsync("p", "other", None));
    }

    [SkippableFact]
    public async Task WriteAsync_Replace_ChangesTheVersion()
    {
        var store = Open();
        await store.WriteAsync("p", [StateChange.Insert("k", "1")], None);
        var first = (await store.ReadAsync("p", "k", None))!;

        Assert.True(await store.WriteAsync("p", [StateChange.Replace(first, "2")], None));

        var second = (await store.ReadAsync("p", "k", None))!;
        Assert.Equal("2", second.Value);
        Assert.NotEqual(first.Version, second.Version);
    }

    [SkippableFact]
    public async Task WriteAsync_ReplaceOfAnOldVersion_ChangesNothing()
    {
        var store = Open();
        await store.WriteAsync("p", [StateChange.Insert("k", "1")], None);
        var old = (await store.ReadAsync("p", "k", None))!;
        await store.WriteAsync("p", [StateChange.Put("k", "2")], None);

        Assert.False(await store.WriteAsync("p", [StateChange.Put("other", "1"), StateChange.Replace(old, "3")], None));

        Assert.Equal("2", (await store.ReadAsync("p", "k", None))!.Value);
        Assert.Null(await store.ReadAsync("p", "other", None));
    }

    [SkippableFact]
    public async Task WriteAsync_ReplaceOfWhatIsGone_ChangesNothing()
    {
        var store = Open();
        await store.WriteAsync("p", [StateChange.Insert("k", "1")], None);
        var old = (await store.ReadAsync("p", "k", None))!;
        await store.WriteAsync("p", [StateChange.Delete(old)], None);

        Assert.False(await store.WriteAsync("p", [StateChange.Replace(old, "2")], None));
        Assert.Null(await store.ReadAsync("p", "k", None));
    }

    [SkippableFact]
    public async Task WriteAsync_ReplaceAfterDeleteAndSameValueAnew_ChangesNothing()
    {
        var store = Open();
        await store.WriteAsync("p", [StateChange.Insert("k", "1")], None);
        var old = (await store.ReadAsync("p", "k", None))!;
        await store.WriteAsync("p", [StateChange.Delete(old)], None);
        await store.WriteAsync("p", [StateChange.Insert("k", "1")], None);

        Assert.False(await store.WriteAsync("p", [StateChange.Replace(old, "2")], None));
    }

    [SkippableFact]
    public async Task WriteAsync_DeleteOfAnOldVersion_ChangesNothing()
    {
        var store = Open();
        await store.WriteAsync("p", [StateChange.Insert("k", "1")], None);
        var old = (await store.ReadAsync("p", "k", None))!;
        await store.WriteAsync("p", [StateChange.Put("k", "2")], None);

        Assert.False(await store.WriteAsync("p", [StateChange.Delete(old)], None));
        Assert.NotNull(await store.ReadAsync("p", "k", None));
    }

    [SkippableFact]
    public async Task WriteAsync_DeleteUnconditionallyOfWhatIsNotThere_IsDone()
    {
        var store = Open();

        Assert.True(await store.WriteAsync("p", [new StateChange("k", null, StateCondition.None, null), StateChange.Put("other", "1")], None));
        Assert.NotNull(await store.ReadAsync("p", "other", None));
    }

    [SkippableFact]
    public async Task WriteAsync_HundredChangesOfLargeValues_AreAllMade()
    {
        var store = Open();
        var value = new string('ü', StateChange.MaximumWriteLength / StateChange.MaximumChanges);

        Assert.True(await store.WriteAsync("p", [.. Enumerable.Range(0, StateChange.MaximumChanges).Select(number => StateChange.Insert($"k{number:D3}", value))], None));

        Assert.Equal(StateChange.MaximumChanges, (await ListAsync(store, "p", StateRange.All)).Count(entry => entry.Value == value));
    }

    [SkippableFact]
    public async Task WriteAsync_LongestValue_IsKept()
    {
        var value = string.Concat(Enumerable.Repeat("\"ü€\u0001", StateChange.MaximumValueLength / 4));
        await Open().WriteAsync("p", [StateChange.Put("k", value)], None);

        Assert.Equal(value, (await Open().ReadAsync("p", "k", None))!.Value);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a#b")]
    [InlineData("ü")]
    [InlineData("a\nb")]
    public async Task WriteAsync_InvalidKey_IsRefused(string key)
    {
        var store = Open();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.WriteAsync("p", [StateChange.Put(key, "1")], None));
    }

    [SkippableFact]
    public async Task WriteAsync_TooMuch_IsRefused()
    {
        var store = Open();

        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync("p", [], None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync("p", [StateChange.Put("k", "1"), StateChange.Put("k", "2")], None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync("p", [StateChange.Put("k", new string('x', StateChange.MaximumValueLength + 1))], None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync("p", [.. Enumerable.Range(0, 5).Select(number => StateChange.Put($"{number}", new string('x', StateChange.MaximumValueLength)))], None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync("p", [.. Enumerable.Range(0, StateChange.MaximumChanges + 1).Select(number => StateChange.Put($"{number}", "1"))], None));
    }

    [SkippableTheory]
    [InlineData(null, null, null, "A B a a| a|b b ~")]
    [InlineData("a", null, null, "a a| a|b b ~")]
    [InlineData(null, "a", null, "A B")]
    [InlineData("a", "b", null, "a a| a|b")]
    [InlineData("a", null, 2, "a a|")]
    [InlineData("c", "d", null, "")]
    public async Task ListAsync_Range_GivesItsRowsInOrder(string? from, string? to, int? take, string expected)
    {
        var store = Open();
        foreach (var key in new[] { "b", "a|b", "~", "A", "a", "B", "a|" }) await store.WriteAsync("p", [StateChange.Insert(key, "1")], None);
        await store.WriteAsync("q", [StateChange.Insert("a", "2")], None);

        Assert.Equal(expected, string.Join(' ', (await ListAsync(store, "p", new StateRange(from, to, take))).Select(entry => entry.Key)));
    }

    [SkippableFact]
    public async Task ListAsync_Prefix_GivesRowsThatBeginWithIt()
    {
        var store = Open();
        foreach (var key in new[] { "window", "window|1", "window|2", "window}", "x" }) await store.WriteAsync("p", [StateChange.Insert(key, "1")], None);

        Assert.Equal(["window|1", "window|2"], (await ListAsync(store, "p", StateRange.WithPrefix("window|"))).Select(entry => entry.Key));
    }

    [SkippableFact]
    public async Task ListAsync_MoreThanAPage_GivesAll()
    {
        var store = Open();
        for (var chunk = 0; chunk < 25; chunk++) await store.WriteAsync("p", [.. Enumerable.Range(chunk * 100, 100).Select(number => StateChange.Insert($"{number:D5}", "1"))], None);

        var keys = (await ListAsync(store, "p", StateRange.All)).Select(entry => entry.Key).ToList();

        Assert.Equal(Enumerable.Range(0, 2500).Select(number => $"{number:D5}"), keys);
    }

    [SkippableTheory]
    [InlineData("windows|production/eu|x")]
    [InlineData("p q~|{}[]%25$'\"")]
    public async Task Partition_OddName_IsItsOwn(string partition)
    {
        var store = Open();
        if (partition.Contains('/', StringComparison.Ordinal))
        {
            await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync(partition, [StateChange.Put("k", "1")], None));
            return;
        }

        await store.WriteAsync(partition, [StateChange.Put("k", "1")], None);
        Assert.NotNull(await store.ReadAsync(partition, "k", None));
        Assert.Null(await store.ReadAsync("p q", "k", None));
    }

    [SkippableFact]
    public async Task WriteAsync_ManyAtOnceOnOneRow_LoseNoCount()
    {
        await Open().WriteAsync("p", [StateChange.Insert("count", "0")], None);

        async Task CountAsync()
        {
            var store = Open();
            for (var done = 0; done < 10;)
            {
                var entry = (await store.ReadAsync("p", "count", None))!;
                if (await store.WriteAsync("p", [StateChange.Replace(entry, $"{int.Parse(entry.Value, System.Globalization.CultureInfo.InvariantCulture) + 1}")], None)) done++;
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(CountAsync)));

        Assert.Equal("40", (await Open().ReadAsync("p", "count", None))!.Value);
    }

    [SkippableFact]
    public void Store_AnySequence_DoesWhatADictionaryDoes()
    {
        var store = Open();
        var round = 0;
        var change = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 9], (key, kind, value) => (Key: $"k{key}", Kind: kind, Value: $"{value}"));
        change.Array[1, 20].Sample(
            changes =>
            {
                var partition = $"p{Interlocked.Increment(ref round)}";
                var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
                foreach (var (key, kind, value) in changes)
                {
                    var entry = store.ReadAsync(partition, key, None).GetAwaiter().GetResult();
                    Assert.Equal(model.GetValueOrDefault(key), entry?.Value);
                    var one = kind switch { 0 => StateChange.Insert(key, value), 1 when entry is not null => StateChange.Delete(entry), _ => StateChange.Put(key, value) };
                    var done = store.WriteAsync(partition, [one], None).GetAwaiter().GetResult();
                    Assert.Equal(one.Condition != StateCondition.IsAbsent || !model.ContainsKey(key), done);
                    if (!done) continue;
                    if (one.Value is null) model.Remove(key);
                    else model[key] = value;
                }

                Assert.Equal(model.Select(pair => (pair.Key, pair.Value)), ListAsync(store, partition, StateRange.All).GetAwaiter().GetResult().Select(entry => (entry.Key, entry.Value)));
            },
            iter: 50,
            threads: 1);
    }

    private static async Task<List<StateEntry>> ListAsync(IStateStore store, string partition, StateRange range)
    {
        var entries = new List<StateEntry>();
        await foreach (var entry in store.ListAsync(partition, range, None)) entries.Add(entry);
        return entries;
    }
}
