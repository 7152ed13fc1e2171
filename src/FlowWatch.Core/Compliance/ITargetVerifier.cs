using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>
/// Finds out what the controls need to know of a target, and judges it. Never throws because something could not be looked at: that is
/// <see cref="ControlStatus.NotVerified"/>, or <see cref="TargetCompliance.NotVerified"/> where nothing at all could be.
/// </summary>
public interface ITargetVerifier
{
    /// <summary>Verifies one target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="period">The stretch of time that runs, windows and records are looked at for.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<TargetCompliance> VerifyAsync(MonitoredTarget target, TimeWindow period, CancellationToken cancellationToken);
}
