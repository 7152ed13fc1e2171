using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance;

/// <summary>Judges a target by all controls, and applies the exceptions that people took responsibility for.</summary>
/// <param name="catalog">The controls.</param>
public sealed class ComplianceJudge(ControlCatalog catalog)
{
    /// <summary>Judges. A control that breaks is not verified, and stops no other.</summary>
    /// <param name="facts">What was found out.</param>
    /// <param name="exceptions">Failures that are accepted for a time. One that has expired holds nothing.</param>
    public TargetCompliance Judge(ComplianceFacts facts, IReadOnlyList<ControlSuppression> exceptions)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(exceptions);
        var results = catalog.All.SelectMany(control => Judge(control, facts)).Select(result => Suppress(result, facts.Now, exceptions)).ToList();
        return new TargetCompliance(facts.Target.Name, facts.Target.Account, facts.Target.Region, facts.Target.Environment, results, facts.Archive?.Inventory.Value);
    }

    private static IReadOnlyList<ControlResult> Judge(IControl control, ComplianceFacts facts)
    {
        try
        {
            IReadOnlyList<ControlResult> results = [.. control.Judge(facts)];
            return results.Count > 0 ? results : [Broken(control, facts, "gave no result")];
        }
#pragma warning disable CA1031 // One control that breaks, however it does, must not stop the others; it is reported as not verified.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return [Broken(control, facts, $"broke: {error.GetType().Name}: {error.Message}")];
        }
    }

    private static ControlResult Broken(IControl control, ComplianceFacts facts, string what) => new()
    {
        Control = control.Metadata.Id,
        ControlVersion = control.Metadata.Version,
        Status = ControlStatus.NotVerified,
        Resource = facts.Target.Name,
        Statement = $"Nothing is known of {facts.Target.Name} here: the control {control.Metadata.Id} {what}. This is a defect of FlowWatch; please report it.",
    };

    // What could not be looked at is not a failure that anybody could accept.
    private static ControlResult Suppress(ControlResult result, DateTimeOffset now, IReadOnlyList<ControlSuppression> exceptions) =>
        result.Status == ControlStatus.Fail && exceptions.FirstOrDefault(one => one.Control == result.Control && (one.Resource is null || one.Resource == result.Resource) && one.Expires > now) is { } accepted
            ? result with { Status = ControlStatus.Suppressed, Suppression = accepted }
            : result;
}
