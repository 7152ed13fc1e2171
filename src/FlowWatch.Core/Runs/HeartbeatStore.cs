using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Runs;

/// <summary>Remembers the last sign of life of any host.</summary>
/// <param name="state">Where it remembers.</param>
public sealed class HeartbeatStore(IStateStore state)
{
    private const string Partition = "heartbeat";
    private const string Key = "latest";

    /// <summary>Writes a sign of life over the one before.</summary>
    public Task SaveAsync(HeartbeatRecord heartbeat, CancellationToken cancellationToken) =>
        state.WriteAsync(Partition, [StateChange.Put(Key, JsonSerializer.Serialize(heartbeat, JsonSerializerOptions.Web))], cancellationToken);

    /// <summary>The last sign of life; null before the first.</summary>
    public async Task<HeartbeatRecord?> LatestAsync(CancellationToken cancellationToken) =>
        await state.ReadAsync(Partition, Key, cancellationToken).ConfigureAwait(false) is { } entry ? JsonSerializer.Deserialize<HeartbeatRecord>(entry.Value, JsonSerializerOptions.Web) : null;
}
