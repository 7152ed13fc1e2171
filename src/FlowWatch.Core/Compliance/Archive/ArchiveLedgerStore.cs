using System.Globalization;
using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Remembers what archives hold, month by month.</summary>
/// <param name="state">Where it remembers.</param>
internal sealed class ArchiveLedgerStore(IStateStore state)
{
    private const string PassKey = "pass";

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
    public async Task<SortedDictionary<DateTimeOffset, ArchiveMonth>> MonthsAsync(string target, CancellationToken cancellationToken)
    {
        var months = new SortedDictionary<DateTimeOffset, ArchiveMonth>();
        await foreach (var entry in state.ListAsync(Partition(target), StateRange.WithPrefix("month|"), cancellationToken).ConfigureAwait(false))
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
}
