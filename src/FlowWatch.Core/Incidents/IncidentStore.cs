using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Incidents;

/// <summary>
/// Remembers incidents. A target's incidents, the notices they make and the time each is looked at next stand in one partition, so that they
/// are written together or not at all.
/// </summary>
/// <param name="state">Where it remembers.</param>
public sealed class IncidentStore(IStateStore state)
{
    private const string IncidentPrefix = "incident|";
    private const string LookPrefix = "look|";
    private const string LookFormat = "yyyyMMddHHmm";

    /// <summary>The longest text of a row; a row that would be longer loses history first, then samples.</summary>
    private const int LongestRow = StateChange.MaximumValueLength - 1000;

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>The partition of a target's incidents and notices.</summary>
    public static string Partition(string target) => $"incidents|{target}";

    /// <summary>Finds an incident by its id; null where there is none.</summary>
    public async Task<Incident?> FindAsync(string id, CancellationToken cancellationToken) =>
        IncidentIds.TryParse(id, out var target, out var fingerprint) ? await FindAsync(target, fingerprint, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Finds an incident; null where there is none.</summary>
    public async Task<Incident?> FindAsync(string target, string fingerprint, CancellationToken cancellationToken) =>
        await state.ReadAsync(Partition(target), IncidentPrefix + fingerprint, cancellationToken).ConfigureAwait(false) is { } entry ? Read(entry) : null;

    /// <summary>Incidents of a target, in the order of their fingerprints.</summary>
    /// <param name="target">The target.</param>
    /// <param name="after">Only those after this fingerprint; null starts at the first.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<Incident> ListAsync(string target, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = StateRange.WithPrefix(IncidentPrefix);
        var range = after is null ? all : all with { From = IncidentPrefix + after + "\u0001" };
        await foreach (var entry in state.ListAsync(Partition(target), range, cancellationToken).ConfigureAwait(false)) yield return Read(entry);
    }

    /// <summary>Writes a change of an incident with its notices. False where the incident is not as it was read.</summary>
    public async Task<bool> TryWriteAsync(IncidentWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        return await state.WriteAsync(Partition(write.After.Target), Changes(write), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes changes of different incidents of one target, as many at once as a store takes.</summary>
    /// <param name="target">The target.</param>
    /// <param name="writes">The changes.</param>
    /// <param name="cancellationToken">Stops between two writes.</param>
    /// <returns>The changes that were not made because an incident is not as it was read, or one that was written together with it.</returns>
    public async Task<IReadOnlyList<IncidentWrite>> TryWriteAsync(string target, IReadOnlyList<IncidentWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        var left = new List<IncidentWrite>();
        var (together, changes, length) = (new List<IncidentWrite>(), new List<StateChange>(), 0);
        foreach (var write in writes)
        {
            var added = Changes(write);
            var addedLength = added.Sum(change => change.Value?.Length ?? 0);
            if (changes.Count + added.Count > StateChange.MaximumChanges || length + addedLength > StateChange.MaximumWriteLength) await FlushAsync().ConfigureAwait(false);
            together.Add(write);
            changes.AddRange(added);
            length += addedLength;
        }

        await FlushAsync().ConfigureAwait(false);
        return left;

        async Task FlushAsync()
        {
            if (changes.Count > 0 && !await state.WriteAsync(Partition(target), changes, cancellationToken).ConfigureAwait(false)) left.AddRange(together);
            (together, changes, length) = ([], [], 0);
        }
    }

    /// <summary>Incidents whose time to be looked at has come, the first few.</summary>
    /// <param name="target">The target.</param>
    /// <param name="now">The time.</param>
    /// <param name="take">How many at the most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<Incident>> DueForLookAsync(string target, DateTimeOffset now, int take, CancellationToken cancellationToken)
    {
        var fingerprints = new List<string>();
        await foreach (var entry in state.ListAsync(Partition(target), new StateRange(LookPrefix, LookPrefix + Stamp(now), take), cancellationToken).ConfigureAwait(false)) fingerprints.Add(entry.Key[(LookPrefix.Length + LookFormat.Length + 1)..]);
        var incidents = new List<Incident>();
        foreach (var fingerprint in fingerprints)
        {
            if (await FindAsync(target, fingerprint, cancellationToken).ConfigureAwait(false) is { } incident) incidents.Add(incident);
        }

        return incidents;
    }

    /// <summary>Forgets an incident. False where it is not as it was read.</summary>
    public async Task<bool> ForgetAsync(Incident incident, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        StateChange[] changes =
        [
            new(IncidentPrefix + incident.Fingerprint, null, StateCondition.HasVersion, incident.Version),
            new(LookKey(incident), null, StateCondition.None, null),
        ];
        return await state.WriteAsync(Partition(incident.Target), changes, cancellationToken).ConfigureAwait(false);
    }

    private static List<StateChange> Changes(IncidentWrite write)
    {
        var (before, after) = (write.Before, write.After);
        var key = IncidentPrefix + after.Fingerprint;
        var changes = new List<StateChange> { before is null ? StateChange.Insert(key, Text(after)) : new StateChange(key, Text(after), StateCondition.HasVersion, before.Version) };
        if (before is null || LookKey(before) != LookKey(after))
        {
            if (before is not null) changes.Add(new StateChange(LookKey(before), null, StateCondition.None, null));
            changes.Add(StateChange.Put(LookKey(after), "{}"));
        }

        changes.AddRange(write.Notices.Select(notice => StateChange.Put(notice.Key, JsonSerializer.Serialize(notice, Json))));
        return changes;
    }

    private static string Text(Incident incident)
    {
        var text = JsonSerializer.Serialize(incident, Json);
        while (text.Length > LongestRow && incident.History.Count > 1)
        {
            incident = incident with { History = [.. incident.History.Skip(1)], HistoryDropped = incident.HistoryDropped + 1 };
            text = JsonSerializer.Serialize(incident, Json);
        }

        if (text.Length <= LongestRow || incident.Finding is not { } finding) return text;
        return JsonSerializer.Serialize(incident with { Finding = finding with { Evidence = finding.Evidence with { Samples = [], Notes = [] } } }, Json);
    }

    private static Incident Read(StateEntry entry) => JsonSerializer.Deserialize<Incident>(entry.Value, Json)! with { Version = entry.Version };

    private static string LookKey(Incident incident) => $"{LookPrefix}{Stamp(incident.LookAt)}|{incident.Fingerprint}";

    private static string Stamp(DateTimeOffset instant) => instant.UtcDateTime.ToString(LookFormat, CultureInfo.InvariantCulture);
}
