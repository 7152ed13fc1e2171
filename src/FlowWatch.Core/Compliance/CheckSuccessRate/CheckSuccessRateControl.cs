using System.Globalization;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Runs;

namespace FlowWatch.Core.Compliance.CheckSuccessRate;

/// <summary>More than 99 of 100 runs of each check judged the target whole: the runbook's "Analysis Function Success Rate".</summary>
public sealed class CheckSuccessRateControl : CheckControl
{
    /// <summary>The runbook's rate, section "Metrics and SLAs".</summary>
    public const double Rate = 0.99;

    /// <summary>How long a run may go on before its host is taken for dead.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override ControlResult Judge(ComplianceFacts facts, string check, TimeSpan schedule, string resource)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var runs = facts.Operation.Runs[check];
        if (!runs.IsKnown) return NotVerified(resource, $"The runs of the {check} check", runs.Failure);
        var outcomes = runs.Value.Select(run => Succeeded(run, facts)).OfType<Outcome>().ToList();
        if (outcomes.Count == 0) return NotApplicable(resource, $"No run of the {check} check ended in {facts.Operation.Window} (see checks-on-schedule).");
        var (good, unknown) = (outcomes.Count(one => one == Outcome.Good), outcomes.Count(one => one == Outcome.Unknown));
        var failed = runs.Value.Where(run => Succeeded(run, facts) == Outcome.Bad).Take(10).Select(run => new ControlEvidence($"Run {run.Id}", Why(run, facts), ControlSources.State));
        var evidence = failed.Prepend(new ControlEvidence("Runs that judged the target whole", $"{good} of {outcomes.Count}", ControlSources.State)).ToList();
        var words = string.Create(CultureInfo.InvariantCulture, $"{good} of {outcomes.Count} runs of the {check} check judged {facts.Target.Name} whole ({(double)good / outcomes.Count:P1})");
        if (good > outcomes.Count * Rate) return Pass(resource, $"{words}; more than 99 % are asked.", evidence);
        return good + unknown > outcomes.Count * Rate
            ? NotVerified(resource, $"{words}; {unknown} runs had so many problems that not all are remembered, and {facts.Target.Name} may be among them.") with { Evidence = evidence }
            : Fail(resource, $"{words}, not more than 99 %.", evidence);
    }

    private static Outcome? Succeeded(RunRecord run, ComplianceFacts facts) => run.Status switch
    {
        RunStatus.Succeeded => Outcome.Good,
        // Runs are of all targets; only what the run could not look at of this one counts.
        RunStatus.Partial when !run.Problems.Any(problem => problem.Target == facts.Target.Name) => run.ProblemCount > run.Problems.Count ? Outcome.Unknown : Outcome.Good,
        RunStatus.Partial or RunStatus.Failed => Outcome.Bad,
        RunStatus.Running when facts.Now - run.StartedAt > LongestRun => Outcome.Bad,
        // It goes on, or its host was stopped on purpose and gave the windows back.
        _ => null,
    };

    private static string Why(RunRecord run, ComplianceFacts facts) => run.Problems.FirstOrDefault(problem => problem.Target == facts.Target.Name)?.What ?? (run.Status == RunStatus.Running ? "never ended" : run.Status.ToString());

    private enum Outcome
    {
        Good,
        Unknown,
        Bad,
    }
}
