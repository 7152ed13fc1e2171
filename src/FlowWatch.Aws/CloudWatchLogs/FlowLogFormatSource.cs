using System.Collections.Concurrent;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>
/// The formats that a target names itself, or else those of the flow logs that deliver to its log group. What was found is kept for a
/// while: a flow log cannot be changed, but it can be deleted and made anew with other fields. Safe to use from many threads.
/// </summary>
/// <param name="inventoryOf">The inventory of a target's account and region.</param>
/// <param name="time">Tells the time.</param>
public sealed class FlowLogFormatSource(Func<MonitoredTarget, INetworkInventory> inventoryOf, TimeProvider time) : IFlowLogFormatSource
{
    /// <summary>How long an answer is kept: the shortest interval between two checks of a target.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Action = "ec2:DescribeFlowLogs";

    private readonly ConcurrentDictionary<(string Account, string Region, string LogGroup), (DateTimeOffset Until, IReadOnlyList<FlowLogFormat> Formats)> known = new();

    /// <inheritdoc/>
    public async Task<Fact<IReadOnlyList<FlowLogFormat>>> FormatsAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.LogFormat is not null) return Parsed(target, [target.LogFormat], $"the log format that the settings of target {target.Name} name");
        var key = (target.Account, target.Region, target.LogGroup);
        if (known.TryGetValue(key, out var kept) && kept.Until > time.GetUtcNow()) return Facts.Known(kept.Formats);

        var flowLogs = await inventoryOf(target).FlowLogsAsync(target.LogGroup, cancellationToken).ConfigureAwait(false);
        if (!flowLogs.IsKnown) return flowLogs.Failure;
        var texts = flowLogs.Value.Select(flowLog => flowLog.LogFormat).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (texts.Count == 0) return Missing(target, flowLogs.Value.Count);
        var formats = Parsed(target, texts, $"the log format of a flow log that delivers to {target.LogGroup}");
        if (formats.IsKnown) known[key] = (time.GetUtcNow() + Lifetime, formats.Value);
        return formats;
    }

    private static FactFailure Missing(MonitoredTarget target, int flowLogs) => new(FactFailureKind.NotFound, Action, target.LogGroup, flowLogs == 0
        ? $"no flow log of account {target.Account} in {target.Region} delivers to the log group {target.LogGroup}, so the order of the fields in its lines is not known; if the flow log belongs to another account, give the target's logFormat"
        : $"the flow logs of account {target.Account} in {target.Region} that deliver to the log group {target.LogGroup} name no log format; give the target's logFormat");

    private static Fact<IReadOnlyList<FlowLogFormat>> Parsed(MonitoredTarget target, IReadOnlyList<string> texts, string whose)
    {
        var formats = new List<FlowLogFormat>();
        foreach (var text in texts)
        {
            var result = FlowLogFormat.ParseLogFormat(text);
            if (result.Format is null) return new FactFailure(FactFailureKind.Unexpected, Action, target.LogGroup, $"{whose} is not understood: {result.Error}");
            formats.Add(result.Format);
        }

        return Facts.Known<IReadOnlyList<FlowLogFormat>>([.. formats.Distinct()]);
    }
}
