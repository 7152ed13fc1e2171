using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>Logs what runs do: one line when they begin, one when they end, and one for each thing they could not look at.</summary>
internal sealed class RunLog(ILogger<RunLog> logger) : ICheckObserver
{
    /// <inheritdoc/>
    public void RunStarted(RunRecord run) => HostLog.RunStarted(logger, run.Id, run.Check, run.Trigger, run.Targets, run.TraceId);

    /// <inheritdoc/>
    public void WindowJudged(RunRecord run, WindowLease lease, IReadOnlyList<Finding> findings)
    {
        // The run's own line adds them up; a line for each window of a thousand targets would tell nobody anything.
    }

    /// <inheritdoc/>
    public void RunFinished(RunRecord run)
    {
        foreach (var problem in run.Problems) HostLog.RunProblem(logger, run.Id, problem.Target, problem.What);
        foreach (var notice in run.Notices) HostLog.RunNotice(logger, run.Id, notice);
        if (run.Status == RunStatus.Succeeded) HostLog.RunSucceeded(logger, run.Id, run.Check, run.WindowsJudged, run.WindowsRevised, run.Records, run.Findings, run.TraceId);
        else HostLog.RunNotWhole(logger, run.Id, run.Check, run.Status, run.WindowsJudged, run.WindowsFailed, run.ProblemCount, run.Findings, run.TraceId);
    }
}
