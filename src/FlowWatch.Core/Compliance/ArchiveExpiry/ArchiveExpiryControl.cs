using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.Lifecycle;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchiveExpiry;

/// <summary>Every object is kept for 2555 days, or for 7 calendar years, and is then really gone, its old versions too.</summary>
public sealed class ArchiveExpiryControl : LifecycleControl
{
    /// <inheritdoc/>
    protected override ControlResult Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive, IReadOnlyList<LifecycleCourse> courses, string notes)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(courses);
        var evidence = Evidence(courses).ToList();
        foreach (var course in courses)
        {
            if (course.DatedRules.Count > 0) return Fail(location.Bucket, $"In {location.Bucket} rule '{course.DatedRules[0]}' acts on {course.Words} on a date, whatever their age.{notes}", evidence);
            if (course.ExpiresAfter is not { } days) return Fail(location.Bucket, $"In {location.Bucket} {course.Words} never expire; the runbook expires them after {ArchiveAges.Expiry} days.{OnlyOldVersions(course)}{notes}", evidence);
            if (days < ArchiveAges.Expiry) return Fail(location.Bucket, $"In {location.Bucket} rule '{course.ExpiryRule}' expires {course.Words} after {days} days, {ArchiveAges.Expiry - days} days before the runbook's {ArchiveAges.Expiry}; of several rules the earliest wins.{notes}", evidence);
            if (days > ArchiveAges.LongestSevenYears) return Fail(location.Bucket, $"In {location.Bucket} {course.Words} expire after {days} days, longer than 7 years: the runbook's number is {ArchiveAges.Expiry}.{notes}", evidence);
        }

        var versioning = archive.Posture.Versioning;
        if (!versioning.IsKnown) return NotVerified(location.Bucket, $"Whether {location.Bucket} keeps old versions, which decides when expired objects are gone,", versioning.Failure);
        var first = courses.Min(course => course.ExpiresAfter!.Value);
        if (versioning.Value.Status == BucketVersioningStatus.NeverEnabled) return Pass(location.Bucket, $"In {location.Bucket} objects expire after {first} days. {Calendar(first)}", evidence);
        if (courses.FirstOrDefault(course => course.OldVersionsGoAfter is null) is { } kept)
        {
            return Fail(location.Bucket, $"{location.Bucket} keeps old versions: expiration only puts a delete marker over {kept.Words}, and no rule ever deletes the version under it.{notes}", evidence);
        }

        var after = courses.Max(course => course.OldVersionsGoAfter!.Value);
        evidence.Add(new ControlEvidence("NoncurrentVersionExpiration", $"{after} days after that", ControlSources.Lifecycle));
        return Pass(location.Bucket, $"In {location.Bucket} objects expire after {first} days, and the versions under the delete markers are gone {after} days later, {first + after} days after they were written. {Calendar(first)}", evidence);
    }

    private static string OnlyOldVersions(LifecycleCourse course) => course.OldVersionsGoAfter is { } days ? $" Old versions go after {days} days, which is another thing." : "";

    private static string Calendar(int days) => days switch
    {
        ArchiveAges.Expiry => "7 calendar years are 2556 or 2557 days: where calendar years are meant, this is 1 or 2 days short.",
        ArchiveAges.LongestSevenYears => "That covers 7 calendar years with two leap days.",
        _ => "7 calendar years with two leap days are 2557 days: where calendar years are meant, this is a day short of those.",
    };
}
