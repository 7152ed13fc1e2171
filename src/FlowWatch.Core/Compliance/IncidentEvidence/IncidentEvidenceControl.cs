using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance.IncidentEvidence;

/// <summary>The records behind each finding can be read still: in the log group while it keeps them, and in the archive after that.</summary>
public sealed class IncidentEvidenceControl : Control
{
    /// <summary>The most findings that get a result of their own.</summary>
    public const int MaximumListed = 50;

    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var name = facts.Target.Name;
        if (!facts.Operation.Findings.IsKnown) return [NotVerified(name, $"The findings of {name}", facts.Operation.Findings.Failure)];
        var findings = facts.Operation.Findings.Value;
        if (findings.Count == 0) return [NotApplicable(name, $"{name} has no finding in {facts.Operation.Window}: there is no evidence to keep.")];
        var judged = findings.Select(one => Judge(facts, one.Finding)).ToList();
        var bad = judged.Where(result => result.Status != ControlStatus.Pass).OrderByDescending(result => result.Status).ToList();
        if (bad.Count == 0) return [Pass(name, $"The records behind all {findings.Count} findings of {name} in {facts.Operation.Window} can be read.", judged.SelectMany(result => result.Evidence).Take(20))];
        var results = bad.Take(MaximumListed);
        return bad.Count <= MaximumListed ? results : results.Append(bad[0] with { Resource = name, Statement = $"The records behind {bad.Count - MaximumListed} more findings of {name} cannot be read, or that is not known." });
    }

    private ControlResult Judge(ComplianceFacts facts, Finding finding)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{finding.Detection} of {finding.Source} at {finding.Window.From.UtcDateTime:yyyy-MM-dd HH:mm}Z");
        var group = facts.Delivery.LogGroup;
        var isMissing = group.Failure is { Kind: FactFailureKind.NotFound };
        var age = facts.Now - finding.Window.From;
        // The records are needed from an hour before, to see how it began.
        if (group.IsKnown && (group.Value.RetentionDays is not { } days || age < TimeSpan.FromDays(days) - TimeSpan.FromHours(1))) return Pass(finding.Fingerprint, $"The records behind {what} are in {facts.Target.LogGroup}.", new ControlEvidence(what, $"in {facts.Target.LogGroup}", ControlSources.LogGroups));
        if (!group.IsKnown && !isMissing) return NotVerified(finding.Fingerprint, $"Whether the records behind {what} are in {facts.Target.LogGroup}", group.Failure);
        if (facts.Archive is not { } archive) return Fail(finding.Fingerprint, $"The records behind {what} are gone: {facts.Target.LogGroup} {(isMissing ? "does not exist" : "has forgotten them")}, and there is no archive.", new ControlEvidence(what, "nowhere", ControlSources.LogGroups));
        if (!archive.Inventory.IsKnown) return NotVerified(finding.Fingerprint, $"Whether the records behind {what} are in {archive.Posture.Bucket}", archive.Inventory.Failure);
        // Any source may hold them: the finding does not tell which flow log wrote its records.
        var covering = archive.Inventory.Value.Coverage.Where(one => one.From <= finding.Window.From && finding.Window.To <= one.To).ToList();
        var whole = covering.Find(one => !one.Gaps.Any(gap => gap.Status is ArchiveGapStatus.Open or ArchiveGapStatus.NotVerified or ArchiveGapStatus.Acknowledged && Overlaps(gap, finding.Window)));
        if (whole is not null) return Pass(finding.Fingerprint, $"The records behind {what} are in {archive.Posture.Bucket}.", new ControlEvidence(what, $"in {archive.Posture.Bucket}, {whole.Source}", ControlSources.Listing));
        return Fail(finding.Fingerprint, $"The records behind {what} are not in {facts.Target.LogGroup} any more, and {archive.Posture.Bucket} {(covering.Count == 0 ? "does not reach back to then" : "has a gap there")}.", new ControlEvidence(what, "nowhere", ControlSources.Listing));
    }

    private static bool Overlaps(ArchiveGap gap, TimeWindow window) => gap.From < window.To && gap.To > window.From;
}
