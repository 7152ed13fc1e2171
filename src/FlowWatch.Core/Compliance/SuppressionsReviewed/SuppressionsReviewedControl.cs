using System.Globalization;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Suppressions;

namespace FlowWatch.Core.Compliance.SuppressionsReviewed;

/// <summary>Each suppression of the target has an owner and a reason, has not expired, and covers no more than it should.</summary>
public sealed class SuppressionsReviewedControl : Control
{
    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var suppressions = facts.Operation.Suppressions;
        if (!suppressions.IsKnown) return [NotVerified(facts.Target.Name, $"The suppressions of {facts.Target.Name}", suppressions.Failure)];
        return suppressions.Value.Count == 0
            ? [NotApplicable(facts.Target.Name, $"{facts.Target.Name} has no suppression: nothing is held back.")]
            : suppressions.Value.Select(one => Judge(one, facts.Now));
    }

    private ControlResult Judge(Suppression suppression, DateTimeOffset now)
    {
        var name = suppression.Id ?? suppression.Name;
        var expires = suppression.Expires.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        ControlEvidence[] evidence =
        [
            new("Owner", suppression.Owner.Length == 0 ? "none" : suppression.Owner, ControlSources.Settings),
            new("Reason", suppression.Reason.Length == 0 ? "none" : suppression.Reason, ControlSources.Settings),
            new("Expires", expires, ControlSources.Settings),
            new("Covers", $"{suppression.Detection ?? "every detection"}, source {suppression.Source?.ToString() ?? "any"}, target {suppression.Target?.ToString() ?? "any"}, port {suppression.Port?.ToString(CultureInfo.InvariantCulture) ?? "any"}", ControlSources.Settings),
        ];
        if (string.IsNullOrWhiteSpace(suppression.Owner) || string.IsNullOrWhiteSpace(suppression.Reason)) return Fail(name, $"Suppression '{suppression.Name}' has no {(string.IsNullOrWhiteSpace(suppression.Owner) ? "owner" : "reason")}.", evidence);
        if (suppression.Expires <= now) return Fail(name, $"Suppression '{suppression.Name}' of {suppression.Owner} expired on {expires} and nobody renewed or removed it.", evidence);
        var reasons = SuppressionBreadth.Reasons(suppression, now);
        return reasons.Count > 0
            ? Fail(name, $"Suppression '{suppression.Name}' of {suppression.Owner} may hold back more than it should: {string.Join("; ", reasons)}.", evidence)
            : Pass(name, $"Suppression '{suppression.Name}' of {suppression.Owner} is narrow, has a reason, and holds until {expires}.", evidence);
    }
}
