using System.Globalization;
using System.Text.Json;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Suppressions;

/// <summary>
/// Counts what suppressions hold back: each finding of each window once, however often the window is judged. The count is written together
/// with what it counts, per target, so that targets that are judged at once do not wait for each other.
/// </summary>
/// <param name="state">Where it remembers.</param>
public sealed class SuppressionHitStore(IStateStore state)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string Hits = "hit|";
    private const string Counts = "count|";
    private const int MostAttempts = 20;

    /// <summary>Counts the findings of one window that were held back.</summary>
    /// <param name="target">The target.</param>
    /// <param name="check">The check.</param>
    /// <param name="window">The window.</param>
    /// <param name="suppressed">The findings; those whose suppression has no id are not counted.</param>
    /// <param name="cancellationToken">Stops counting.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task CountAsync(string target, string check, TimeWindow window, IReadOnlyList<SuppressedFinding> suppressed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        foreach (var group in suppressed.Where(one => one.Suppression.Id is not null).GroupBy(one => one.Suppression.Id!, StringComparer.Ordinal))
        {
            var prefix = $"{Hits}{Stamp(window.From)}|{target}|{check}|";
            // One row of each write is the count.
            foreach (var findings in group.Select(one => one.Finding).DistinctBy(finding => finding.Fingerprint).Chunk(StateChange.MaximumChanges - 1))
            {
                await CountAsync(Partition(group.Key), target, prefix, findings, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The hits of a suppression.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<SuppressionHits> OfAsync(string id, CancellationToken cancellationToken)
    {
        var all = SuppressionHits.None;
        await foreach (var entry in state.ListAsync(Partition(id), StateRange.WithPrefix(Counts), cancellationToken).ConfigureAwait(false)) all = Sum(all, Read(entry));
        return all;
    }

    /// <summary>Remembers that it was told that a suppression has expired.</summary>
    /// <returns>True for the one who is to tell; false where it was told before.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public Task<bool> TellExpiredAsync(string id, DateTimeOffset expired, CancellationToken cancellationToken) =>
        state.WriteAsync(Partition(id), [StateChange.Insert($"expired|{Stamp(expired)}", "true")], cancellationToken);

    /// <summary>Forgets the single hits of windows that began before a time; the count stays. Returns how many.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<int> ForgetAsync(string id, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        while (true)
        {
            var old = new List<StateChange>();
            await foreach (var entry in state.ListAsync(Partition(id), new StateRange(Hits, Hits + Stamp(before), StateChange.MaximumChanges), cancellationToken).ConfigureAwait(false)) old.Add(StateChange.Delete(entry));
            if (old.Count == 0 || !await state.WriteAsync(Partition(id), old, cancellationToken).ConfigureAwait(false)) return forgotten;
            forgotten += old.Count;
        }
    }

    /// <summary>Removes all that is remembered of a suppression's hits.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = new List<StateChange>();
            await foreach (var entry in state.ListAsync(Partition(id), new StateRange(Take: StateChange.MaximumChanges), cancellationToken).ConfigureAwait(false)) rows.Add(new StateChange(entry.Key, null, StateCondition.None, null));
            if (rows.Count == 0) return;
            await state.WriteAsync(Partition(id), rows, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CountAsync(string partition, string target, string prefix, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        var key = Counts + target;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var known = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var entry in state.ListAsync(partition, StateRange.WithPrefix(prefix), cancellationToken).ConfigureAwait(false)) known.Add(entry.Key);
            var changes = findings.Where(finding => !known.Contains(prefix + finding.Fingerprint))
                .Select(finding => StateChange.Insert(prefix + finding.Fingerprint, JsonSerializer.Serialize(new SuppressionHit(finding.Detection, finding.Source, finding.Summary), JsonSerializerOptions.Web))).ToList();
            if (changes.Count == 0) return;
            var added = findings.Where(finding => !known.Contains(prefix + finding.Fingerprint)).Max(finding => finding.Window.To);
            var count = await state.ReadAsync(partition, key, cancellationToken).ConfigureAwait(false);
            var sum = JsonSerializer.Serialize(Sum(count is null ? SuppressionHits.None : Read(count), new SuppressionHits(changes.Count, added)), JsonSerializerOptions.Web);
            changes.Add(count is null ? StateChange.Insert(key, sum) : StateChange.Replace(count, sum));
            // Whoever was faster has changed the count: look again.
            if (await state.WriteAsync(partition, changes, cancellationToken).ConfigureAwait(false)) return;
        }

        throw new StateException($"The hits of a suppression could not be counted: others changed them {MostAttempts} times in between. Its window is judged again.") { MayPass = true };
    }

    private static SuppressionHits Sum(SuppressionHits one, SuppressionHits other) =>
        new(one.Count + other.Count, one.Last is { } last && (other.Last is not { } later || last > later) ? last : other.Last);

    private static SuppressionHits Read(StateEntry entry) => JsonSerializer.Deserialize<SuppressionHits>(entry.Value, JsonSerializerOptions.Web)!;

    private static string Partition(string id) => $"suppression-hits|{id}";

    private static string Stamp(DateTimeOffset instant) => instant.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
