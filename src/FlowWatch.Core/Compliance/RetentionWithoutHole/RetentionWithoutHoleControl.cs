using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.Lifecycle;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.RetentionWithoutHole;

/// <summary>From the first day to the last of 7 years records are kept somewhere: in the log group, and before it forgets them in the archive.</summary>
public sealed class RetentionWithoutHoleControl : Control
{
    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [JudgeOne(facts)];
    }

    private ControlResult JudgeOne(ComplianceFacts facts)
    {
        var target = facts.Target;
        if (facts.HasNothingToRecord) return NotApplicable(target.LogGroup, $"Account {target.Account} has no VPC of its own in {target.Region}: there is nothing to keep.");
        if (facts.Delivery.LogGroup.Failure is { Kind: not FactFailureKind.NotFound } failure) return NotVerified(target.LogGroup, $"How long {target.LogGroup} keeps events", failure);
        int? hot = facts.Delivery.LogGroup.IsKnown ? facts.Delivery.LogGroup.Value.RetentionDays ?? int.MaxValue : 0;
        var kept = new ControlEvidence("In CloudWatch Logs", hot == int.MaxValue ? "for ever" : $"{hot} days", ControlSources.LogGroups);
        if (hot >= ArchiveAges.Expiry) return Pass(target.LogGroup, $"The log group {target.LogGroup} alone keeps events for 7 years.", kept);
        if (facts is not { Archive: { } archive, Target.Archive: { } location }) return Fail(target.LogGroup, $"The log group {target.LogGroup} keeps events for {hot} days, and target {target.Name} names no archive: after that they are gone.", kept);
        if (archive.Posture.Location.Failure is { Kind: FactFailureKind.NotFound }) return Fail(location.Bucket, $"The log group keeps events for {hot} days, and the archive bucket {location.Bucket} does not exist: after that they are gone.", kept);
        FactFailure?[] missing = [archive.Posture.Lifecycle.Failure, archive.Inventory.Failure];
        var what = $"How long {location.Bucket} keeps objects, and since when";
        if (missing.OfType<FactFailure>().ToList() is { Count: > 0 } failures) return NotVerified(location.Bucket, what, failures);
        return ArchiveKeys.Judge(facts, location, roots => JudgeArchive(facts, location, archive, roots, hot.Value, kept), unknown => NotVerified(location.Bucket, what, unknown));
    }

    private ControlResult JudgeArchive(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive, IReadOnlyList<string> roots, int hot, ControlEvidence kept)
    {
        var courses = roots.SelectMany(root => LifecycleArithmetic.Courses(archive.Posture.Lifecycle.Value!, root)).ToList();
        var shortest = courses.MinBy(course => course.ExpiresAfter ?? int.MaxValue)!;
        // The youngest objects tell when records get into the archive: at once, or by an export that may be forgotten.
        var youngest = archive.Inventory.Value!.Classes.Where(share => share.Objects > 0).Select(share => (int?)share.FromAgeDays).Min();
        ControlEvidence[] evidence =
        [
            kept,
            new("In the archive until", shortest.ExpiresAfter is { } days ? $"{days} days" : "for ever", ControlSources.Lifecycle),
            new("Youngest objects of the archive", youngest is { } from ? $"{from} days or older" : "none", ControlSources.Listing),
        ];
        if (youngest is null) return Fail(location.Bucket, $"The log group keeps events for {hot} days, and the archive {location.Bucket} is empty: after that they are gone.", evidence);
        if (youngest > 0 && youngest >= hot) return Fail(location.Bucket, $"Between {hot} and {youngest} days records are nowhere: the log group {facts.Target.LogGroup} has forgotten them, and nothing younger is in {location.Bucket}.", evidence);
        return shortest.ExpiresAfter < ArchiveAges.Expiry
            ? Fail(location.Bucket, $"Records are kept for {shortest.ExpiresAfter} days, not {ArchiveAges.Expiry}: rule '{shortest.ExpiryRule}' expires {shortest.Words}.", evidence)
            : Pass(location.Bucket, $"Records are kept without a hole: {hot} days in {facts.Target.LogGroup}, and in {location.Bucket} from the first days to {(shortest.ExpiresAfter is { } end ? $"day {end}" : "no end")}.", evidence);
    }
}
