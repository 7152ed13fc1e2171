using FlowWatch.Core.Compliance;

namespace FlowWatch.Core.Diagnostics.Pipeline.Causes;

/// <summary>What a control of compliance judges: the same facts, the same words, the same remedy.</summary>
/// <param name="id">Id of the control.</param>
internal sealed class ControlCause(string id) : IPipelineCause
{
    private readonly IControl control = ControlCatalog.Default.Find(id) ?? throw new ArgumentException($"There is no control '{id}'.", nameof(id));

    public IEnumerable<PipelineStep> Judge(PipelineFacts facts)
    {
        foreach (var result in control.Judge(facts.Account))
        {
            if (result.Status is ControlStatus.NotApplicable or ControlStatus.Suppressed) continue;
            var verdict = result.Status switch { ControlStatus.Pass => PipelineVerdict.Ok, ControlStatus.Fail => PipelineVerdict.Wrong, _ => PipelineVerdict.NotVerified };
            var evidence = string.Join("; ", result.Evidence.Select(one => $"{one.Name}: {one.Value} ({one.Source})"));
            yield return verdict == PipelineVerdict.Ok
                ? new PipelineStep(control.Metadata.Id, control.Metadata.Title, verdict, result.Statement, evidence)
                : new PipelineStep(control.Metadata.Id, control.Metadata.Title, verdict, result.Statement, evidence, Fix(result), ShellText.Command(control.Metadata.Remediation, facts.Account.Target, result.Resource));
        }
    }

    // What could not be looked at is mended by letting FlowWatch look.
    private string Fix(ControlResult result) => result.NotSeen.Count == 0
        ? control.Metadata.Remediation.Steps
        : $"Let FlowWatch's role do {string.Join(", ", result.NotSeen.Select(failure => failure.Action).Distinct())}; flowwatch doctor shows the statement to add.";
}
