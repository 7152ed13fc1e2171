using FlowWatch.Core.Accounts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Incidents.Operations;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Checks;

/// <summary>The step from a window to incidents: of what was found in it, or of its not having been judged.</summary>
/// <param name="recorder">Makes incidents.</param>
/// <param name="time">Tells the time.</param>
public sealed class CheckIncidents(IncidentRecorder recorder, TimeProvider time)
{
    /// <summary>How often a window must fail before that is an incident: most failures pass by themselves.</summary>
    public const int FailuresTolerated = 3;

    /// <summary>The findings of a window are stored; it is not marked yet, and perhaps not looked at whole. May be repeated.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public Task FoundAsync(MonitoredTarget target, WindowLease lease, IReadOnlyList<Finding> findings, FlowLogFormat? format, string? traceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return recorder.RecordAsync(target, lease.Check, lease.Window, findings, format, traceId, cancellationToken);
    }

    /// <summary>Every query of a window was answered: what kept the check from judging is gone. May be repeated.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task JudgedAsync(MonitoredTarget target, WindowLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(lease);
        await recorder.ClearAsync(target, OperationalTrouble.AccessRefused.FingerprintOf(target.Name, lease.Check), "a window was judged again", cancellationToken).ConfigureAwait(false);
        await recorder.ClearAsync(target, OperationalTrouble.CheckFailing.FingerprintOf(target.Name, lease.Check), "a window was judged again", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A window could not be judged, or not whole. Refused access is an incident at once, anything else when it goes on.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task NotJudgedAsync(MonitoredTarget target, WindowLease lease, TargetJudgement judgement, string? traceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(judgement);
        var isRefused = judgement.Failure?.Kind is FactFailureKind.AccessDenied or FactFailureKind.NoCredentials;
        if (!isRefused && lease.Attempt < FailuresTolerated) return;
        var trouble = isRefused ? OperationalTrouble.AccessRefused : OperationalTrouble.CheckFailing;
        var summary = FormattableString.Invariant($"The {lease.Check} check of {target.Name} could not judge the window {lease.Window} (attempt {lease.Attempt}): {judgement.NotVerified}");
        await recorder.RaiseAsync(target, trouble.Noticed(target.Name, lease.Check, summary, traceId, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }
}
