using FlowWatch.Core.Accounts;
using FlowWatch.Core.Findings;
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

    /// <summary>A window was judged and its findings are stored; it is not marked yet. May be repeated.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task JudgedAsync(MonitoredTarget target, WindowLease lease, IReadOnlyList<Finding> findings, string? traceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(lease);
        await recorder.RecordAsync(target, lease.Check, lease.Window, findings, traceId, cancellationToken).ConfigureAwait(false);
        await recorder.ClearAsync(target, OperationalTrouble.AccessRefused.FingerprintOf(target.Name, lease.Check), "a window was judged again", cancellationToken).ConfigureAwait(false);
        await recorder.ClearAsync(target, OperationalTrouble.CheckFailing.FingerprintOf(target.Name, lease.Check), "a window was judged again", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A window could not be judged. Refused access is an incident at once, anything else when it goes on.</summary>
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
