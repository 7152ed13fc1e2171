using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.Lifecycle;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchiveVersioning;

/// <summary>What is overwritten or deleted in the archive stays as an old version, for at least as long as the log group keeps the same records.</summary>
public sealed class ArchiveVersioningControl : ArchiveControl
{
    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(archive);
        return [JudgeOne(facts, location, archive.Posture)];
    }

    private ControlResult JudgeOne(ComplianceFacts facts, ArchiveLocation location, BucketPosture posture)
    {
        if (!posture.Versioning.IsKnown) return NotVerified(location.Bucket, $"The versioning of {location.Bucket}", posture.Versioning.Failure);
        var status = posture.Versioning.Value.Status;
        var evidence = new ControlEvidence("Versioning", status.ToString(), "s3:GetBucketVersioning");
        if (status == BucketVersioningStatus.Unknown) return NotVerified(location.Bucket, $"AWS tells no versioning of {location.Bucket} that is known here.");
        if (status != BucketVersioningStatus.Enabled) return Fail(location.Bucket, status == BucketVersioningStatus.Suspended ? $"Versioning of {location.Bucket} is suspended: what is overwritten now is lost." : $"Versioning of {location.Bucket} was never enabled: what is overwritten or deleted is lost.", evidence);
        if (!posture.Lifecycle.IsKnown) return NotVerified(location.Bucket, $"How long {location.Bucket} keeps old versions", posture.Lifecycle.Failure);
        return ArchiveKeys.Judge(facts, location, roots => JudgeOldVersions(location, posture, posture.Lifecycle.Value, roots, evidence), failure => NotVerified(location.Bucket, $"How long {location.Bucket} keeps old versions, which depends on how flow logs lay out their files,", failure));
    }

    private ControlResult JudgeOldVersions(ArchiveLocation location, BucketPosture posture, BucketLifecycle lifecycle, IReadOnlyList<string> roots, ControlEvidence evidence)
    {
        var shortest = roots.SelectMany(root => LifecycleArithmetic.Courses(lifecycle, root)).Min(course => course.OldVersionsGoAfter);
        var kept = new ControlEvidence("NoncurrentVersionExpiration", shortest is { } days ? $"{days} days" : "never", ControlSources.Lifecycle);
        // Object Lock keeps old versions too, whatever the lifecycle says.
        return shortest < ArchiveAges.Hot && posture.ObjectLock.Value?.Default is null
            ? Fail(location.Bucket, $"{location.Bucket} keeps old versions for {shortest} days only: whoever deletes an object has it gone after that; the runbook's log group keeps the same records for {ArchiveAges.Hot} days.", evidence, kept)
            : Pass(location.Bucket, $"{location.Bucket} keeps what is overwritten or deleted as an old version.", evidence, kept);
    }
}
