using System.Text.Json;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>The notices of targets that wait, and the parts of digests they were folded into. They stand in the partition of the target's incidents.</summary>
/// <param name="state">Where they are remembered.</param>
internal sealed class NoticeStore(IStateStore state)
{
    private const string DigestPrefix = "digest|";
    private const int ConflictTries = 20;

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>Whether anything of a target is due, or waits for a digest.</summary>
    public async Task<bool> HasAnyAsync(string target, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if ((await PageAsync(target, null, now, 1, cancellationToken).ConfigureAwait(false)).Count > 0) return true;
        await foreach (var entry in state.ListAsync(IncidentStore.Partition(target), StateRange.WithPrefix(DigestPrefix) with { Take = 1 }, cancellationToken).ConfigureAwait(false)) return entry.Key.Length > 0;
        return false;
    }

    /// <summary>Whether nothing of a target waits, now or later.</summary>
    public async Task<bool> IsEmptyAsync(string target, CancellationToken cancellationToken)
    {
        foreach (var prefix in new[] { Notice.Prefix, DigestPrefix })
        {
            await foreach (var entry in state.ListAsync(IncidentStore.Partition(target), StateRange.WithPrefix(prefix) with { Take = 1 }, cancellationToken).ConfigureAwait(false)) return entry.Key.Length == 0;
        }

        return true;
    }

    /// <summary>Notices that are due, in their order.</summary>
    /// <param name="target">The target.</param>
    /// <param name="after">Only those after this key; null starts at the first.</param>
    /// <param name="now">The time.</param>
    /// <param name="take">How many at the most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<StoredNotice>> PageAsync(string target, string? after, DateTimeOffset now, int take, CancellationToken cancellationToken)
    {
        var page = new List<StoredNotice>();
        var range = new StateRange(after is null ? Notice.Prefix : after + "\u0001", Notice.DueBefore(now), take);
        await foreach (var entry in state.ListAsync(IncidentStore.Partition(target), range, cancellationToken).ConfigureAwait(false)) page.Add(new StoredNotice(entry.Key, JsonSerializer.Deserialize<Notice>(entry.Value, Json)!));
        return page;
    }

    /// <summary>Forgets notices that were sent, or are not to be sent any more.</summary>
    public async Task RemoveAsync(string target, IReadOnlyList<StoredNotice> notices, CancellationToken cancellationToken)
    {
        foreach (var chunk in notices.Chunk(StateChange.MaximumChanges))
        {
            await state.WriteAsync(IncidentStore.Partition(target), [.. chunk.Select(notice => new StateChange(notice.Key, null, StateCondition.None, null))], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts a notice off, after it was not accepted though its topic accepted others.</summary>
    public async Task PostponeAsync(string target, StoredNotice notice, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var later = notice.Notice with { DueAt = due, Attempts = notice.Notice.Attempts + 1 };
        var changes = new List<StateChange> { StateChange.Put(later.Key, JsonSerializer.Serialize(later, Json)) };
        if (later.Key != notice.Key) changes.Add(new StateChange(notice.Key, null, StateCondition.None, null));
        await state.WriteAsync(IncidentStore.Partition(target), changes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Folds notices of one topic into the target's part of its next digest: both at once, so that none is lost or told twice.</summary>
    public async Task FoldAsync(string target, string topic, IReadOnlyList<StoredNotice> notices, Func<Notice, bool> isParked, bool isStorm, CancellationToken cancellationToken)
    {
        var key = DigestPrefix + TopicName.Of(topic);
        foreach (var chunk in notices.Chunk(StateChange.MaximumChanges - 1))
        {
            for (var tries = 0; ; tries++)
            {
                var entry = await state.ReadAsync(IncidentStore.Partition(target), key, cancellationToken).ConfigureAwait(false);
                var before = entry is null ? new DigestPart { Topic = topic } : JsonSerializer.Deserialize<DigestPart>(entry.Value, Json)!;
                var text = JsonSerializer.Serialize(before.With([.. chunk.Select(one => one.Notice)], chunk.Count(one => isParked(one.Notice)), isStorm), Json);
                List<StateChange> changes = [entry is null ? StateChange.Insert(key, text) : StateChange.Replace(entry, text), .. chunk.Select(one => new StateChange(one.Key, null, StateCondition.None, null))];
                if (await state.WriteAsync(IncidentStore.Partition(target), changes, cancellationToken).ConfigureAwait(false)) break;
                if (tries == ConflictTries) throw new StateException($"The digest of {topic} was changed by another host {ConflictTries} times in a row; it is tried again with the next dispatch.") { MayPass = true };
            }
        }
    }

    /// <summary>The parts of digests that wait at a target.</summary>
    public async Task<IReadOnlyList<StoredDigestPart>> PartsAsync(string target, CancellationToken cancellationToken)
    {
        var parts = new List<StoredDigestPart>();
        await foreach (var entry in state.ListAsync(IncidentStore.Partition(target), StateRange.WithPrefix(DigestPrefix), cancellationToken).ConfigureAwait(false)) parts.Add(new StoredDigestPart(target, entry, JsonSerializer.Deserialize<DigestPart>(entry.Value, Json)!));
        return parts;
    }

    /// <summary>Forgets a part that was told. One to which more was added in between stays for the next digest.</summary>
    public Task RemoveAsync(StoredDigestPart part, CancellationToken cancellationToken) =>
        state.WriteAsync(IncidentStore.Partition(part.Target), [StateChange.Delete(part.Entry)], cancellationToken);
}
