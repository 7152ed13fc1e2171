using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Findings;

/// <summary>Remembers the findings of each judged window.</summary>
/// <param name="state">Where it remembers.</param>
public sealed class FindingStore(IStateStore state)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>
    /// Stores what judging a window found. What an earlier judging of the same window found, and this one did not, is removed: however often
    /// a window is judged, each finding is there once.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="check">The check.</param>
    /// <param name="window">The window that was judged.</param>
    /// <param name="findings">All of its findings.</param>
    /// <param name="cancellationToken">Stops storing.</param>
    public async Task ReplaceAsync(string target, string check, TimeWindow window, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        var prefix = Prefix(window.From);
        var changes = findings.DistinctBy(finding => finding.Fingerprint)
            .Select(finding => StateChange.Put(prefix + finding.Fingerprint, JsonSerializer.Serialize(finding, JsonSerializerOptions.Web))).ToList();
        var kept = changes.Select(change => change.Key).ToHashSet();
        await foreach (var entry in state.ListAsync(Partition(target, check), StateRange.WithPrefix(prefix), cancellationToken).ConfigureAwait(false))
        {
            if (!kept.Contains(entry.Key)) changes.Add(new StateChange(entry.Key, null, StateCondition.None, null));
        }

        // New ones first: whoever stops in between leaves too many, never too few.
        foreach (var chunk in StateChange.Writes(changes)) await state.WriteAsync(Partition(target, check), chunk, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Findings of a target by the start of the window they were found in, the oldest first, each with the key to go on after.</summary>
    /// <param name="target">The target.</param>
    /// <param name="check">The check.</param>
    /// <param name="from">The first start of a window; null starts at the oldest.</param>
    /// <param name="to">The first start that is not meant any more; null goes to the newest.</param>
    /// <param name="after">Only those after the finding of this key; null starts at the first.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<StoredFinding> ListAfterAsync(string target, string check, DateTimeOffset? from, DateTimeOffset? to, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = from is { } start ? Prefix(start) : null;
        if (after is not null && (first is null || string.CompareOrdinal(after, first) >= 0)) first = after + "\u0001";
        var range = new StateRange(first, to is { } end ? Prefix(end) : null);
        await foreach (var entry in state.ListAsync(Partition(target, check), range, cancellationToken).ConfigureAwait(false)) yield return new StoredFinding(entry.Key, JsonSerializer.Deserialize<Finding>(entry.Value, JsonSerializerOptions.Web)!);
    }

    /// <summary>Findings of a target by the start of the window they were found in, the oldest first.</summary>
    public async IAsyncEnumerable<Finding> ListAsync(string target, string check, DateTimeOffset? from, DateTimeOffset? to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var range = new StateRange(from is { } first ? Prefix(first) : null, to is { } end ? Prefix(end) : null);
        await foreach (var entry in state.ListAsync(Partition(target, check), range, cancellationToken).ConfigureAwait(false)) yield return JsonSerializer.Deserialize<Finding>(entry.Value, JsonSerializerOptions.Web)!;
    }

    /// <summary>Forgets findings of windows that began before a time; returns how many.</summary>
    public async Task<int> ForgetAsync(string target, string check, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        while (true)
        {
            var old = new List<StateChange>();
            await foreach (var entry in state.ListAsync(Partition(target, check), new StateRange(null, Prefix(before), StateChange.MaximumChanges), cancellationToken).ConfigureAwait(false)) old.Add(StateChange.Delete(entry));
            if (old.Count == 0 || !await state.WriteAsync(Partition(target, check), old, cancellationToken).ConfigureAwait(false)) return forgotten;
            forgotten += old.Count;
        }
    }

    private static string Partition(string target, string check) => $"findings|{target}|{check}";

    private static string Prefix(DateTimeOffset from) => from.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) + "|";
}
