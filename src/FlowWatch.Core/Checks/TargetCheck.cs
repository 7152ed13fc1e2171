using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Checks;

/// <summary>Runs the detections of a check over one window of one target.</summary>
/// <param name="source">Where flow logs are asked.</param>
/// <param name="time">Tells the time.</param>
/// <param name="flowWatchVersion">The version to print in reports.</param>
public sealed class TargetCheck(IFlowLogSource source, TimeProvider time, string flowWatchVersion)
{
    /// <summary>The queries over flow log records that a check begins with: what it would send, for <c>--dry-run</c>.</summary>
    public static IEnumerable<FlowQuery> OpeningQueries(IFlowLogSession session, MonitoredTarget target, string check, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(target);
        return new ScanCheck(session.Engine, Options(target, check, null, ""), time).OpeningQueries.Where(query => query.From is null);
    }

    /// <summary>Runs. What goes wrong with the target is part of the answer; nothing but cancellation is thrown.</summary>
    /// <param name="target">The target.</param>
    /// <param name="check"><c>anomaly</c>, <c>security</c> or <c>all</c>.</param>
    /// <param name="window">The window that is judged.</param>
    /// <param name="overlap">What is read before it, so that something that began there is seen whole; findings that ended there are left out.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<TargetJudgement> RunAsync(MonitoredTarget target, string check, TimeWindow window, TimeSpan overlap, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(window);
        var judgement = new TargetJudgement { Target = target.Name, Window = window, ArrivedUntil = time.GetUtcNow() };
        try
        {
            var opened = await source.OpenAsync(target, window with { From = window.From - overlap }, cancellationToken).ConfigureAwait(false);
            if (!opened.IsKnown) return judgement with { NotVerified = opened.Failure.ToString(), Failure = opened.Failure };
            var session = opened.Value;
            await using (session.ConfigureAwait(false))
            {
                var report = await new ScanCheck(session.Engine, Options(target, check, window, flowWatchVersion), time).RunAsync(cancellationToken).ConfigureAwait(false);
                if (report is { Input: { Records: 0, ProblemCount: > 0 } input }) return judgement with { NotVerified = string.Join("; ", input.Problems.Select(problem => problem.ToString())), Failure = input.Failure };
                return judgement with
                {
                    Format = session.Format,
                    Report = report with
                    {
                        Findings = [.. report.Findings.Where(IsOfWindow).Select(Named)],
                        Suppressed = [.. report.Suppressed.Where(one => IsOfWindow(one.Finding)).Select(one => one with { Finding = Named(one.Finding) })],
                    },
                };
            }
        }
#pragma warning disable CA1031 // One target that breaks, however it does, must not stop the others; it is reported as not verified.
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return judgement with { NotVerified = $"the check failed: {error.GetType().Name}: {error.Message}" };
        }

        bool IsOfWindow(Finding finding) => finding.Window.To > window.From;

        // The same addresses may be in use in two targets: what goes on there is not the same thing.
        Finding Named(Finding finding) => finding with
        {
            MonitoredTarget = target.Name,
            Fingerprint = FindingFingerprint.Of(finding.Detection, finding.Source, target.Name, finding.Fingerprint),
            Accounts = finding.Accounts.Count > 0 ? finding.Accounts : [target.Account],
        };
    }

    private static ScanCheckOptions Options(MonitoredTarget target, string check, TimeWindow? window, string flowWatchVersion) => new()
    {
        Run = DetectionCatalog.Default.OfCheck(check),
        Detections = target.Settings.Detections,
        Rules = target.Settings.Rules,
        Suppressions = target.Settings.Suppressions,
        Scope = [target.Name],
        Range = window,
        FlowWatchVersion = flowWatchVersion,
    };
}
