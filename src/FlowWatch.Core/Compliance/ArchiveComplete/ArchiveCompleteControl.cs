using System.Globalization;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchiveComplete;

/// <summary>The archive has an object for every hour that should have one, or it is known why not.</summary>
public sealed class ArchiveCompleteControl : ArchiveControl
{
    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(archive);
        if (!archive.Inventory.IsKnown) return [NotVerified(location.Bucket, $"What is in {location.Bucket}", archive.Inventory.Failure)];
        var coverage = archive.Inventory.Value.Coverage;
        var results = coverage.Select(one => Judge(location, archive.Inventory.Value, one)).ToList();
        // A flow log that never delivered does not show in the listing, so nothing passes where nobody knows which there are.
        if (location.Feed == ArchiveFeed.FlowLog && facts.Network.FlowLogs.Failure is { } unknown) return [NotVerified(location.Bucket, $"Which flow logs must be in {location.Bucket}, and since when,", unknown), .. results.Where(result => result.Status != ControlStatus.Pass)];
        if (results.Count > 0) return results;
        if (facts.HasNothingToRecord) return [NotApplicable(location.Bucket, $"Account {facts.Target.Account} has no VPC of its own in {facts.Target.Region}: nothing need be in {location.Bucket}.")];
        return [Fail(location.Bucket, $"Nothing is known to feed {location.Bucket}, and nothing of the target is in it.", new ControlEvidence("Sources", "none", ControlSources.Listing))];
    }

    private ControlResult Judge(ArchiveLocation location, ArchiveInventory inventory, ArchiveCoverage coverage)
    {
        List<ControlEvidence> evidence =
        [
            new("Hours present", string.Create(CultureInfo.InvariantCulture, $"{coverage.HoursPresent:N0} of {coverage.HoursExpected:N0}"), ControlSources.Listing),
            new("From", Time(coverage.From), ControlSources.Listing),
            new("To", Time(coverage.To), ControlSources.Listing),
            new("Keys that are no flow logs", inventory.UnknownKeys.ToString("N0", CultureInfo.InvariantCulture), ControlSources.Listing),
            .. coverage.Gaps.Take(20).Select(gap => new ControlEvidence($"Gap {Time(gap.From)} to {Time(gap.To)}", $"{gap.Status}: {gap.Explanation}", ControlSources.Listing)),
        ];
        var open = coverage.Gaps.Where(gap => gap.Status == ArchiveGapStatus.Open).ToList();
        if (open.Count > 0) return Fail(coverage.Source, $"{Hours(open)} of {coverage.Source} are missing in {location.Bucket} and nothing explains it, the first from {Time(open[0].From)} to {Time(open[0].To)}.", evidence);
        var unseen = coverage.Gaps.Where(gap => gap.Status == ArchiveGapStatus.NotVerified).ToList();
        if (unseen.Count > 0) return NotVerified(coverage.Source, $"{Hours(unseen)} of {coverage.Source} are missing in {location.Bucket}, and what would explain it could not be looked at: {unseen[0].Explanation}") with { Evidence = evidence, NotSeen = inventory.NotSeen };
        var known = coverage.Gaps.Count == 0 ? "" : $", and the {Hours(coverage.Gaps)} without one are explained or acknowledged";
        return Pass(coverage.Source, string.Create(CultureInfo.InvariantCulture, $"{location.Bucket} has objects of {coverage.Source} for {coverage.HoursPresent:N0} of {coverage.HoursExpected:N0} hours since {Time(coverage.From)}{known}."), evidence);
    }

    private static string Hours(IEnumerable<ArchiveGap> gaps) => string.Create(CultureInfo.InvariantCulture, $"{gaps.Sum(gap => (gap.To - gap.From).TotalHours):N0} hours");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "Z";
}
