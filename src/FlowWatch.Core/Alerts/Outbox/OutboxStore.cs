using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>Remembers of the outbox as a whole: its topics, who dispatches, and how much waits.</summary>
/// <param name="state">Where it is remembered.</param>
public sealed class OutboxStore(IStateStore state)
{
    private const string Partition = "outbox";
    private const string TopicPrefix = "topic|";
    private const string LeaseKey = "lease";
    private const string StatusKey = "status";

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>How much waits, as the last dispatch left it; null before the first.</summary>
    public async Task<OutboxStatus?> StatusAsync(CancellationToken cancellationToken) =>
        await state.ReadAsync(Partition, StatusKey, cancellationToken).ConfigureAwait(false) is { } entry ? JsonSerializer.Deserialize<OutboxStatus>(entry.Value, Json) : null;

    /// <summary>What is remembered of topics.</summary>
    public async Task<IReadOnlyList<TopicState>> TopicsAsync(CancellationToken cancellationToken)
    {
        var topics = new List<TopicState>();
        await foreach (var entry in state.ListAsync(Partition, StateRange.WithPrefix(TopicPrefix), cancellationToken).ConfigureAwait(false)) topics.Add(JsonSerializer.Deserialize<TopicState>(entry.Value, Json)!);
        return topics;
    }

    internal async Task<(TopicState State, string? Version)> TopicAsync(string topic, CancellationToken cancellationToken) =>
        await state.ReadAsync(Partition, TopicPrefix + TopicName.Of(topic), cancellationToken).ConfigureAwait(false) is { } entry
            ? (JsonSerializer.Deserialize<TopicState>(entry.Value, Json)!, entry.Version)
            : (new TopicState { Topic = topic }, null);

    /// <summary>Writes a topic's row that must not have changed; gives its new version, or null where it had.</summary>
    internal async Task<string?> SaveAsync(TopicState topic, string? version, CancellationToken cancellationToken)
    {
        var key = TopicPrefix + TopicName.Of(topic.Topic);
        var text = JsonSerializer.Serialize(topic, Json);
        var change = version is null ? StateChange.Insert(key, text) : new StateChange(key, text, StateCondition.HasVersion, version);
        if (!await state.WriteAsync(Partition, [change], cancellationToken).ConfigureAwait(false)) return null;
        return (await state.ReadAsync(Partition, key, cancellationToken).ConfigureAwait(false))?.Version;
    }

    internal Task SaveAsync(OutboxStatus status, CancellationToken cancellationToken) =>
        state.WriteAsync(Partition, [StateChange.Put(StatusKey, JsonSerializer.Serialize(status, Json))], cancellationToken);

    /// <summary>Takes the right to dispatch, or keeps it. False where another host has it.</summary>
    internal async Task<bool> TakeLeaseAsync(string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var entry = await state.ReadAsync(Partition, LeaseKey, cancellationToken).ConfigureAwait(false);
        var held = entry is null ? null : JsonSerializer.Deserialize<OutboxLease>(entry.Value, Json);
        // A lease that runs for twice as long as any was taken by a clock that was ahead.
        if (held is not null && held.Owner != owner && held.Until > now && held.Until - now <= 2 * (until - now)) return false;
        var text = JsonSerializer.Serialize(new OutboxLease(owner, until), Json);
        return await state.WriteAsync(Partition, [entry is null ? StateChange.Insert(LeaseKey, text) : StateChange.Replace(entry, text)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the right to dispatch back.</summary>
    internal async Task DropLeaseAsync(string owner, CancellationToken cancellationToken)
    {
        var entry = await state.ReadAsync(Partition, LeaseKey, cancellationToken).ConfigureAwait(false);
        if (entry is not null && JsonSerializer.Deserialize<OutboxLease>(entry.Value, Json)?.Owner == owner) await state.WriteAsync(Partition, [StateChange.Delete(entry)], cancellationToken).ConfigureAwait(false);
    }
}
