using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Runs;

namespace FlowWatch.Core.Diagnostics.Pipeline.Causes;

/// <summary>Each check runs, and its last run looked at everything of the target.</summary>
internal sealed class RunsCause : IPipelineCause
{
    // The runbook's longest schedule is 15 minutes; a host that recycles may miss one or two.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public IEnumerable<PipelineStep> Judge(PipelineFacts facts)
    {
        var target = facts.Account.Target.Name;
        foreach (var check in CheckRunnerOptions.Checks)
        {
            var (id, title) = ($"runs-{check}", $"The {check} check runs");
            if (!facts.Runs.IsKnown)
            {
                yield return new PipelineStep(id, title, PipelineVerdict.NotVerified, $"The runs of {check} could not be looked at.", facts.Runs.Failure.ToString(), "Ask a host of FlowWatch over HTTP: it remembers its runs.");
                continue;
            }

            yield return Judge(id, title, check, target, [.. facts.Runs.Value.Where(run => run.Check == check)], facts.Account.Now);
        }
    }

    private static PipelineStep Judge(string id, string title, string check, string target, List<RunRecord> runs, DateTimeOffset now)
    {
        if (runs.Count == 0) return new PipelineStep(id, title, PipelineVerdict.Wrong, $"No run of {check} is remembered.", "no run", "Look whether the host runs and its timers are not disabled; start a run by hand.", $"curl -X POST -H \"x-functions-key: $KEY\" \"$HOST/api/checks/{check}/runs\"");
        var last = runs[0];
        var evidence = string.Create(CultureInfo.InvariantCulture, $"run {last.Id}: {last.Status}, {last.WindowsJudged} windows judged, {last.WindowsFailed} failed, {last.ProblemCount} problems; trace {last.TraceId}");
        if (last.StartedAt + Longest < now) return new PipelineStep(id, title, PipelineVerdict.Wrong, $"The last run of {check} began {ReportWords.Moment(last.StartedAt)}.", evidence, "Look whether the host runs and its timers are not disabled.", "az functionapp function list --name APP --resource-group GROUP --query '[].{name:name,disabled:isDisabled}'");
        var problem = last.Problems.FirstOrDefault(one => one.Target.Equals(target, StringComparison.OrdinalIgnoreCase));
        if (problem is null && last.Status != RunStatus.Failed) return new PipelineStep(id, title, PipelineVerdict.Ok, $"The last run of {check} looked at everything of {target}.", evidence);
        return new PipelineStep(id, title, PipelineVerdict.Wrong, problem is null ? $"The last run of {check} failed." : $"The last run of {check} could not look at {target}: {problem.What}", evidence, "Walk the chain of credentials and permissions of the target.", $"flowwatch doctor --target {ShellText.Word(target)}");
    }
}
