using FlowWatch.Core.Accounts;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>Tells in which formats the lines of a target's log group are written.</summary>
public interface IFlowLogFormatSource
{
    /// <summary>The formats, each once; at least one, or a failure that says what was looked for.</summary>
    Task<Fact<IReadOnlyList<FlowLogFormat>>> FormatsAsync(MonitoredTarget target, CancellationToken cancellationToken);
}
