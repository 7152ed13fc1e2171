using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;
using FlowWatch.Local.Folders;

namespace FlowWatch.Local.Accounts;

/// <summary>The flow logs of the made-up account: records in a folder, of which it tells, as CloudWatch Logs would, how long they took to arrive.</summary>
/// <param name="folder">Reads the folder.</param>
public sealed class MadeUpFlowLogs(FolderFlowLogSource folder) : IFlowLogSource
{
    private const string Query = "made up: the account exists in memory alone";

    // About what AWS needs after an aggregation interval of a minute: most records within two minutes, few after four.
    private static readonly IReadOnlyList<(TimeSpan, long)> Delays =
    [
        (TimeSpan.FromSeconds(58), 118_000), (TimeSpan.FromSeconds(85), 96_000), (TimeSpan.FromSeconds(140), 31_000), (TimeSpan.FromSeconds(215), 3_300), (TimeSpan.FromSeconds(262), 61),
    ];

    /// <inheritdoc/>
    public Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken) => folder.OpenAsync(target, window, cancellationToken);

    /// <inheritdoc/>
    public Task<Fact<IReadOnlyList<TimeWindow>>> LateAsync(MonitoredTarget target, IReadOnlyList<(TimeWindow Window, DateTimeOffset ArrivedUntil)> windows, CancellationToken cancellationToken) => folder.LateAsync(target, windows, cancellationToken);

    /// <inheritdoc/>
    public Task<Fact<ArrivalDelays>> DelaysAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken) => Task.FromResult<Fact<ArrivalDelays>>(new ArrivalDelays(Query, Delays));
}
