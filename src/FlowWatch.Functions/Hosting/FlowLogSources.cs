using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;
using FlowWatch.Local.Folders;

namespace FlowWatch.Functions.Hosting;

/// <summary>Asks for each target where its flow logs are: in a folder of this machine or in CloudWatch Logs.</summary>
/// <param name="folders">Asks folders.</param>
/// <param name="logGroups">Asks CloudWatch Logs.</param>
internal sealed class FlowLogSources(FolderFlowLogSource folders, IFlowLogSource? logGroups) : IFlowLogSource
{
    /// <inheritdoc/>
    public Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken) =>
        Of(target) is { } source ? source.OpenAsync(target, window, cancellationToken) : Task.FromResult<Fact<IFlowLogSession>>(Unknown(target));

    /// <inheritdoc/>
    public Task<Fact<IReadOnlyList<TimeWindow>>> LateAsync(MonitoredTarget target, IReadOnlyList<(TimeWindow Window, DateTimeOffset ArrivedUntil)> windows, CancellationToken cancellationToken) =>
        Of(target) is { } source ? source.LateAsync(target, windows, cancellationToken) : Task.FromResult<Fact<IReadOnlyList<TimeWindow>>>(Unknown(target));

    private IFlowLogSource? Of(MonitoredTarget target) => target.Folder is null ? logGroups : folders;

    private static FactFailure Unknown(MonitoredTarget target) => new(FactFailureKind.Unexpected, "logs:StartQuery", target.LogGroup, "this host cannot ask CloudWatch Logs.");
}
