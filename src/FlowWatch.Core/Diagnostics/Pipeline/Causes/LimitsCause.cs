namespace FlowWatch.Core.Diagnostics.Pipeline.Causes;

/// <summary>AWS had room for the queries of the latest runs.</summary>
internal sealed class LimitsCause : IPipelineCause
{
    // The words of the Logs Insights engine for a query that AWS had no place for, and those of AWS for calls that come too fast.
    private static readonly string[] Signs = ["had no room", "LimitExceeded", "Throttl", "Rate exceeded"];

    public IEnumerable<PipelineStep> Judge(PipelineFacts facts)
    {
        // That runs could not be looked at is said by the step that is about them.
        if (!facts.Runs.IsKnown) yield break;
        var target = facts.Account.Target;
        var refused = facts.Runs.Value.SelectMany(run => run.Problems.Where(problem => problem.Target.Equals(target.Name, StringComparison.OrdinalIgnoreCase)).Select(problem => (Run: run, problem.What)))
            .Where(one => Signs.Any(sign => one.What.Contains(sign, StringComparison.OrdinalIgnoreCase))).ToList();
        yield return refused.Count == 0
            ? new PipelineStep("limits", "AWS has room for the queries", PipelineVerdict.Ok, "No query of the latest runs was refused for lack of room.", $"{facts.Runs.Value.Count} runs")
            : new PipelineStep(
                "limits", "AWS has room for the queries", PipelineVerdict.Wrong, $"AWS had no room for queries in {refused.Select(one => one.Run.Id).Distinct().Count()} of the latest runs: {refused[0].What}", $"run {refused[0].Run.Id}",
                "Lower insights.concurrentQueries, which dashboards and people share with FlowWatch, or ask AWS for a higher quota.", $"aws service-quotas list-service-quotas --region {ShellText.Word(target.Region)} --service-code logs");
    }
}
