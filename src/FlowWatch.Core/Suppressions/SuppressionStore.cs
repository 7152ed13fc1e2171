using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Suppressions;

/// <summary>Remembers suppressions that were added over HTTP or by command. They apply from the next window that is judged, on every host.</summary>
/// <param name="state">Where it remembers.</param>
/// <param name="hits">Where their hits are counted.</param>
/// <param name="time">Tells the time.</param>
public sealed class SuppressionStore(IStateStore state, SuppressionHitStore hits, TimeProvider time)
{
    /// <summary>The most that are kept: each is held against each finding, and whoever needs more wants a threshold.</summary>
    public const int Most = 1000;

    private const string Partition = "suppressions";

    /// <summary>Adds one.</summary>
    /// <param name="suppression">The suppression, as <see cref="SuppressionRequestReader"/> read it.</param>
    /// <param name="createdBy">Who adds it.</param>
    /// <param name="cancellationToken">Stops adding.</param>
    /// <returns>What became of it, and what is remembered under its id now; null where there are too many.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<(SuppressionAddition Outcome, StoredSuppression? Stored)> AddAsync(Suppression suppression, string createdBy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suppression);
        var id = suppression.Id ?? throw new ArgumentException("A suppression without an id cannot be remembered.", nameof(suppression));
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } before) return (SuppressionAddition.NameTaken, before);
        var count = 0;
        await foreach (var _ in state.ListAsync(Partition, StateRange.All, cancellationToken).ConfigureAwait(false)) count++;
        if (count >= Most) return (SuppressionAddition.TooMany, null);
        // One of the same name may have been removed by a host that stopped before it had removed its hits.
        await hits.RemoveAsync(id, cancellationToken).ConfigureAwait(false);
        var row = new SuppressionRow
        {
            Name = suppression.Name,
            Owner = suppression.Owner,
            Reason = suppression.Reason,
            Expires = suppression.Expires,
            MonitoredTarget = suppression.MonitoredTarget,
            Source = suppression.Source?.ToString(),
            Target = suppression.Target?.ToString(),
            Port = suppression.Port,
            Detection = suppression.Detection,
            CreatedAt = time.GetUtcNow(),
            CreatedBy = createdBy,
        };
        var isAdded = await state.WriteAsync(Partition, [StateChange.Insert(id, JsonSerializer.Serialize(row, JsonSerializerOptions.Web))], cancellationToken).ConfigureAwait(false);
        return (isAdded ? SuppressionAddition.Added : SuppressionAddition.NameTaken, await FindAsync(id, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Finds one; null where there is none of that id.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<StoredSuppression?> FindAsync(string id, CancellationToken cancellationToken) =>
        await state.ReadAsync(Partition, id, cancellationToken).ConfigureAwait(false) is { } entry ? Stored(entry) : null;

    /// <summary>All of them, by id, expired ones too.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async IAsyncEnumerable<StoredSuppression> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in state.ListAsync(Partition, StateRange.All, cancellationToken).ConfigureAwait(false)) yield return Stored(entry);
    }

    /// <summary>Removes one and its hits.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">The version that is meant; null means whichever there is.</param>
    /// <param name="cancellationToken">Stops removing.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<SuppressionRemoval> RemoveAsync(string id, string? version, CancellationToken cancellationToken)
    {
        if (await state.ReadAsync(Partition, id, cancellationToken).ConfigureAwait(false) is not { } entry) return SuppressionRemoval.NotFound;
        if (version is not null && version != entry.Version) return SuppressionRemoval.Changed;
        if (!await state.WriteAsync(Partition, [StateChange.Delete(entry)], cancellationToken).ConfigureAwait(false)) return SuppressionRemoval.Changed;
        await hits.RemoveAsync(id, cancellationToken).ConfigureAwait(false);
        return SuppressionRemoval.Removed;
    }

    private static StoredSuppression Stored(StateEntry entry)
    {
        try
        {
            var row = JsonSerializer.Deserialize<SuppressionRow>(entry.Value, JsonSerializerOptions.Web)!;
            var suppression = new Suppression
            {
                Id = entry.Key,
                MonitoredTarget = row.MonitoredTarget,
                Name = row.Name,
                Owner = row.Owner,
                Reason = row.Reason,
                Expires = row.Expires,
                Source = row.Source is { } source ? IPNetwork.Parse(source) : null,
                Target = row.Target is { } target ? IPNetwork.Parse(target) : null,
                Port = row.Port,
                Detection = row.Detection,
            };
            return new StoredSuppression(suppression, row.CreatedAt, row.CreatedBy, entry.Version);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new StateException($"Suppression {entry.Key} is damaged in the state. Remove it (flowwatch suppressions remove {entry.Key}) and add it again.", error);
        }
    }
}
