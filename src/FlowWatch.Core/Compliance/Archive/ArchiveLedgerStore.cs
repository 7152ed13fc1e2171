using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Remembers what archives hold, month by month.</summary>
/// <param name="state">Where it remembers.</param>
internal sealed class ArchiveLedgerStore(IStateStore state)
{
    private const string PassKey = "pass";

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
            if (DateTimeOffset.TryParseExact(entry.Key, "'month|'yyyy-MM", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var month)) months[month] = JsonSerializer.Deserialize<ArchiveMonth>(entry.Value, Options)!;
        }

        return months;
    }

    /// <summary>
    /// Writes months, then the pass. Two hosts that list the same archive write the same, so the last one may win; and a host that dies between
    /// two months leaves each of them true.
    /// </summary>
    public async Task SaveAsync(string target, IReadOnlyDictionary<DateTimeOffset, ArchiveMonth> changed, ArchivePassRecord pass, CancellationToken cancellationToken)
    {
        foreach (var write in StateChange.Writes(changed.Select(month => StateChange.Put(ArchiveMonth.Key(month.Key), JsonSerializer.Serialize(month.Value, Options))))) await state.WriteAsync(Partition(target), write, cancellationToken).ConfigureAwait(false);
        await state.WriteAsync(Partition(target), [StateChange.Put(PassKey, JsonSerializer.Serialize(pass, Options))], cancellationToken).ConfigureAwait(false);
    }

    private static string Partition(string target) => $"archive|{target}";
}
