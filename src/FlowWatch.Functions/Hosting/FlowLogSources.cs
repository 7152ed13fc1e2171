using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;
using FlowWatch.Local.Folders;

namespace FlowWatch.Functions.Hosting;

/// <summary>Asks for each target where its flow logs are: in a folder of this machine or in CloudWatch Logs.</summary>
/// <param name="folders">Asks folders.</param>
/// <param name="logGroups">Asks CloudWatch Logs; made when a target first needs it.</param>
internal sealed class FlowLogSources(FolderFlowLogSource folders, Lazy<IFlowLogSource> logGroups) : IFlowLogSource
{
    /// <inheritdoc/>
    public Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken) =>
        Of(target).OpenAsync(target, window, cancellationToken);

    /// <inheritdoc/>
    public Task<Fact<IReadOnlyList<TimeWindow>>> LateAsync(MonitoredTarget target, IReadOnlyList<(TimeWindow Window, DateTimeOffset ArrivedUntil)> windows, CancellationToken cancellationToken) =>
        Of(target).LateAsync(target, windows, cancellationToken);

    /// <inheritdoc/>
    public Task<Fact<ArrivalDelays>> DelaysAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken) => Of(target).DelaysAsync(target, window, cancellationToken);

    private IFlowLogSource Of(MonitoredTarget target) => target.Folder is null ? logGroups.Value : folders;
}
