using FlowWatch.Core.Accounts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Checks;

/// <summary>Where the flow logs of targets are asked: a log service, a folder.</summary>
public interface IFlowLogSource
{
    /// <summary>Opens a stretch of a target's flow logs.</summary>
    /// <param name="target">The target.</param>
    /// <param name="window">Records that started in it.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <returns>The session, or why it could not be opened. It is the caller's to dispose.</returns>
    Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken);

    /// <summary>Which of some windows got records after a time.</summary>
    /// <param name="target">The target.</param>
    /// <param name="windows">The windows, each with the time of arrival up to which its records are known.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>The windows that got records after their time, or why that could not be looked at.</returns>
    Task<Fact<IReadOnlyList<TimeWindow>>> LateAsync(
        MonitoredTarget target, IReadOnlyList<(TimeWindow Window, DateTimeOffset ArrivedUntil)> windows, CancellationToken cancellationToken);

    /// <summary>How long after their end the records of a stretch arrived.</summary>
    /// <param name="target">The target.</param>
    /// <param name="window">Records that started in it.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>The delays, or why they cannot be told, as where the times of arrival are not kept.</returns>
    Task<Fact<ArrivalDelays>> DelaysAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken);
}
