using System.Globalization;
using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Remembers what archives hold, month by month.</summary>
/// <param name="state">Where it remembers.</param>
internal sealed class ArchiveLedgerStore(IStateStore state)
{
    private const string PassKey = "pass";
    private const string ProgressKey = "full-pass";

    /// <summary>Sources in the row of a month, beside all else that stands there; some 350 characters each.</summary>
    private const int SourcesWithMonth = 100;

    /// <summary>Sources in each row after it.</summary>
    private const int SourcesInPart = 350;

    private static readonly int MonthLength = ArchiveMonth.Key(DateTimeOffset.UnixEpoch).Length;

    private static readonly JsonSerializerOptions Options = JsonSerializerOptions.Web;

    /// <summary>When the target's archive was listed; null where it never was.</summary>
    public async Task<ArchivePassRecord?> PassAsync(string target, CancellationToken cancellationToken) =>
        await state.ReadAsync(Partition(target), PassKey, cancellationToken).ConfigureAwait(false) is { } entry ? JsonSerializer.Deserialize<ArchivePassRecord>(entry.Value, Options) : null;

    /// <summary>All months, by their first instant.</summary>
    public Task<SortedDictionary<DateTimeOffset, ArchiveMonth>> MonthsAsync(string target, CancellationToken cancellationToken) => ReadMonthsAsync(Partition(target), cancellationToken);

    /// <summary>How far a full pass has come that was not finished; null where there is none.</summary>
    public async Task<ArchiveFullProgress?> ProgressAsync(string target, CancellationToken cancellationToken) =>
        await state.ReadAsync(Partition(target), ProgressKey, cancellationToken).ConfigureAwait(false) is { } entry ? JsonSerializer.Deserialize<ArchiveFullProgress>(entry.Value, Options) : null;

    /// <summary>What that pass took.</summary>
    public async Task<IReadOnlyDictionary<DateTimeOffset, ArchiveMonth>> BegunMonthsAsync(string target, ArchiveFullProgress progress, CancellationToken cancellationToken)
    {
        var months = await ReadMonthsAsync(Partition(target, progress.Slot), cancellationToken).ConfigureAwait(false);
        // Others were left by a pass before it.
        return progress.Months.Where(months.ContainsKey).ToDictionary(month => month, month => months[month]);
    }

    /// <summary>Writes what a full pass took so far, and then how far it has come.</summary>
    public async Task SaveProgressAsync(string target, ArchiveFullProgress progress, IReadOnlyDictionary<DateTimeOffset, ArchiveMonth> months, CancellationToken cancellationToken)
    {
        foreach (var write in StateChange.Writes(progress.Months.SelectMany(month => Rows(month, months[month])))) await state.WriteAsync(Partition(target, progress.Slot), write, cancellationToken).ConfigureAwait(false);
        await state.WriteAsync(Partition(target), [StateChange.Put(ProgressKey, JsonSerializer.Serialize(progress, Options))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets a full pass that is done.</summary>
    public async Task ForgetProgressAsync(string target, CancellationToken cancellationToken)
    {
        if (await state.ReadAsync(Partition(target), ProgressKey, cancellationToken).ConfigureAwait(false) is not { } entry) return;
        await state.WriteAsync(Partition(target), [StateChange.Delete(entry)], cancellationToken).ConfigureAwait(false);
        foreach (var partition in new[] { Partition(target, 0), Partition(target, 1) })
        {
            var rows = new List<StateChange>();
            await foreach (var row in state.ListAsync(partition, StateRange.All, cancellationToken).ConfigureAwait(false)) rows.Add(StateChange.Delete(row));
            foreach (var write in StateChange.Writes(rows)) await state.WriteAsync(partition, write, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SortedDictionary<DateTimeOffset, ArchiveMonth>> ReadMonthsAsync(string partition, CancellationToken cancellationToken)
    {
        var months = new SortedDictionary<DateTimeOffset, ArchiveMonth>();
        await foreach (var entry in state.ListAsync(partition, StateRange.WithPrefix("month|"), cancellationToken).ConfigureAwait(false))
        {
            if (!DateTimeOffset.TryParseExact(entry.Key.AsSpan(0, Math.Min(entry.Key.Length, MonthLength)), "'month|'yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var month)) continue;
            if (entry.Key.Length == MonthLength) months[month] = JsonSerializer.Deserialize<ArchiveMonth>(entry.Value, Options)!;
            // A part sorts after its month; one that the month does not count was left by a time of more sources.
            else if (months.TryGetValue(month, out var known) && int.TryParse(entry.Key.AsSpan(MonthLength + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part <= known.Parts)
            {
                foreach (var (name, hours) in JsonSerializer.Deserialize<Dictionary<string, ArchiveMonthSource>>(entry.Value, Options)!) known.Sources[name] = hours;
            }
        }

        return months;
    }

    /// <summary>
    /// Writes months, then the pass. Two hosts that list the same archive write the same, so the last one may win; and a host that dies between
    /// two months leaves each of them true.
    /// </summary>
    public async Task SaveAsync(string target, IReadOnlyDictionary<DateTimeOffset, ArchiveMonth> changed, ArchivePassRecord pass, CancellationToken cancellationToken)
    {
        foreach (var write in StateChange.Writes(changed.SelectMany(month => Rows(month.Key, month.Value)))) await state.WriteAsync(Partition(target), write, cancellationToken).ConfigureAwait(false);
        await state.WriteAsync(Partition(target), [StateChange.Put(PassKey, JsonSerializer.Serialize(pass, Options))], cancellationToken).ConfigureAwait(false);
    }

    // Parts before the month that counts them: sources keep their order and new ones come last, so a host that dies in between loses none.
    private static IEnumerable<StateChange> Rows(DateTimeOffset time, ArchiveMonth month)
    {
        var parts = month.Sources.Skip(SourcesWithMonth).Chunk(SourcesInPart).ToList();
        foreach (var (index, part) in parts.Index()) yield return StateChange.Put(ArchiveMonth.Key(time, index + 1), JsonSerializer.Serialize(part.ToDictionary(), Options));
        var first = new ArchiveMonth { Sources = month.Sources.Take(SourcesWithMonth).ToDictionary(), Days = month.Days, UnknownKeys = month.UnknownKeys, UnknownKeySamples = month.UnknownKeySamples, Parts = parts.Count };
        yield return StateChange.Put(ArchiveMonth.Key(time), JsonSerializer.Serialize(first, Options));
    }

    private static string Partition(string target) => $"archive|{target}";

    private static string Partition(string target, int slot) => string.Create(CultureInfo.InvariantCulture, $"archive-full-{slot}|{target}");
}
