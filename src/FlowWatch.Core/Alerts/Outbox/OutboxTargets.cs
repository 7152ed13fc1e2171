using System.Text.Json;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>Remembers whose alerts were ever sent, so that those of a target which is taken out of the settings are not forgotten.</summary>
/// <param name="state">Where it remembers.</param>
internal sealed class OutboxTargets(IStateStore state)
{
    private const string Partition = "outbox-targets";

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    private IReadOnlyList<MonitoredTarget>? configured;
    private List<MonitoredTarget> removed = [];

    /// <summary>Targets that are remembered and not among these. Reads and writes the state only where these are others than the time before.</summary>
    /// <param name="targets">The targets of the settings.</param>
    /// <param name="cancellationToken">Stops between two writes.</param>
    public async Task<IReadOnlyList<MonitoredTarget>> RemovedAsync(IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(targets, configured)) return removed;
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var entry in state.ListAsync(Partition, StateRange.All, cancellationToken).ConfigureAwait(false)) known[entry.Key] = entry.Value;
        var rows = targets.ToDictionary(target => target.Name, target => JsonSerializer.Serialize(RememberedTarget.Of(target), Json), StringComparer.Ordinal);
        foreach (var write in StateChange.Writes(rows.Where(row => known.GetValueOrDefault(row.Key) != row.Value).Select(row => StateChange.Put(row.Key, row.Value)))) await state.WriteAsync(Partition, write, cancellationToken).ConfigureAwait(false);
        removed = [.. known.Where(row => !rows.ContainsKey(row.Key)).Select(row => JsonSerializer.Deserialize<RememberedTarget>(row.Value, Json)!.Target(row.Key))];
        configured = targets;
        return removed;
    }

    /// <summary>Forgets a target that is not among those of the settings, and of which nothing waits.</summary>
    public async Task ForgetAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        await state.WriteAsync(Partition, [new StateChange(target.Name, null, StateCondition.None, null)], cancellationToken).ConfigureAwait(false);
        removed = [.. removed.Where(one => one.Name != target.Name)];
    }
}
