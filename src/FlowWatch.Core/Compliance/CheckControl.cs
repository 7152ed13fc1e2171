using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance;

/// <summary>A control that judges each check of the runbook by itself. What it judges is named <c>{check} of {target}</c>.</summary>
public abstract class CheckControl : Control
{
    /// <inheritdoc/>
    public sealed override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.HasNothingToRecord
            ? [NotApplicable(facts.Target.Name, $"Account {facts.Target.Account} has no VPC of its own in {facts.Target.Region}: there is nothing to check.")]
            : CheckSchedules.All.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => Judge(facts, one.Key, one.Value, $"{one.Key} check of {facts.Target.Name}"));
    }

    /// <summary>Judges one check.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="check">Its name.</param>
    /// <param name="schedule">How often the runbook runs it.</param>
    /// <param name="resource">What it is called in results.</param>
    protected abstract ControlResult Judge(ComplianceFacts facts, string check, TimeSpan schedule, string resource);
}
