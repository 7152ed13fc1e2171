using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.Lifecycle;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>A control that works out what the lifecycle does to every sort of object of the archive.</summary>
public abstract class LifecycleControl : ArchiveControl
{
    /// <inheritdoc/>
    protected sealed override IEnumerable<ControlResult> Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(archive);
        var lifecycle = archive.Posture.Lifecycle;
        if (!lifecycle.IsKnown) return [NotVerified(location.Bucket, $"The lifecycle of {location.Bucket}", lifecycle.Failure)];
        return [ArchiveKeys.Judge(facts, location, roots => Judge(facts, location, archive, lifecycle.Value, roots), failure => NotVerified(location.Bucket, $"Which rules of {location.Bucket} are about the target's objects, which depends on how its flow logs lay them out,", failure))];
    }

    private ControlResult Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive, BucketLifecycle lifecycle, IReadOnlyList<string> roots)
    {
        if (lifecycle.MinimumTransitionSize != LifecycleMinimumSize.Unknown || lifecycle.Rules.Count == 0) return Of(lifecycle);
        // Whether small objects move is not told: only what comes to the same either way is certain.
        var (strict, lenient) = (Of(lifecycle with { MinimumTransitionSize = LifecycleMinimumSize.AllClasses128Kib }), Of(lifecycle with { MinimumTransitionSize = LifecycleMinimumSize.VariesByClass }));
        return strict.Status == lenient.Status ? strict : NotVerified(location.Bucket, $"AWS does not tell whether objects under 128 KiB move in {location.Bucket}. If they do not: {strict.Statement}");

        ControlResult Of(BucketLifecycle one) => Judge(facts, location, archive, [.. roots.SelectMany(root => LifecycleArithmetic.Courses(one, root))], Notes(one, roots));
    }

    /// <summary>Judges the courses of all sorts of objects.</summary>
    /// <param name="facts">Everything else.</param>
    /// <param name="location">The archive.</param>
    /// <param name="archive">Its facts.</param>
    /// <param name="courses">The courses.</param>
    /// <param name="notes">Why rules do not count, as an end of a statement; empty where all do.</param>
    protected abstract ControlResult Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive, IReadOnlyList<LifecycleCourse> courses, string notes);

    /// <summary>Judges that all objects are moved to a class on a day.</summary>
    protected ControlResult JudgeMove(ArchiveLocation location, IReadOnlyList<LifecycleCourse> courses, string notes, string storageClass, int day)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(courses);
        var evidence = Evidence(courses).ToList();
        foreach (var course in courses)
        {
            if (course.FirstIn(storageClass) is not { } step)
            {
                var dated = course.DatedRules.Count == 0 ? "" : $" (rule '{course.DatedRules[0]}' goes by a date, not by age)";
                var expired = course.ExpiresAfter <= day ? $": rule '{course.ExpiryRule}' expires them after {course.ExpiresAfter} days" : "";
                return Fail(location.Bucket, $"In {location.Bucket} {course.Words} never move to {storageClass}{expired}{dated}; the runbook moves them after {day} days.{notes}", evidence);
            }

            if (step.Day != day) return Fail(location.Bucket, $"In {location.Bucket} {course.Words} move to {storageClass} after {step.Day} days by rule '{step.Rule}', not after {day}.{notes}", evidence);
        }

        return Pass(location.Bucket, $"In {location.Bucket} objects of every size move to {storageClass} after {day} days.", evidence);
    }

    /// <summary>The courses as evidence, each that differs once.</summary>
    protected static IEnumerable<ControlEvidence> Evidence(IReadOnlyList<LifecycleCourse> courses) => courses
        .Select(course => (course.Prefix, Words: string.Join(", ", course.Steps.Select(step => $"{step.StorageClass} after {step.Day} days").Append(course.ExpiresAfter is { } days ? $"expires after {days} days" : "never expires"))))
        .Distinct().Take(20).Select(one => new ControlEvidence(one.Prefix.Length == 0 ? "(whole bucket)" : one.Prefix, one.Words, ControlSources.Lifecycle));

    private static string Notes(BucketLifecycle lifecycle, IReadOnlyList<string> roots) =>
        roots.SelectMany(root => LifecycleArithmetic.NotCounted(lifecycle, root)).Distinct().ToList() is { Count: > 0 } notes ? $" Not counted: {string.Join("; ", notes)}." : "";
}
