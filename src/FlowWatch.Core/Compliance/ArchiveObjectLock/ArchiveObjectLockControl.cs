using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchiveObjectLock;

/// <summary>New objects of the archive are locked for the whole retention, so that nobody can delete them.</summary>
public sealed class ArchiveObjectLockControl : ArchiveControl
{
    private const int DaysPerYear = 365;

    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(archive);
        return [JudgeOne(location, archive.Posture.ObjectLock)];
    }

    private ControlResult JudgeOne(ArchiveLocation location, Fact<BucketObjectLock> known)
    {
        const string Source = "s3:GetBucketObjectLockConfiguration";
        if (!known.IsKnown) return NotVerified(location.Bucket, $"The Object Lock of {location.Bucket}", known.Failure);
        if (!known.Value.IsEnabled) return Fail(location.Bucket, $"{location.Bucket} has no Object Lock: whoever may delete can delete evidence.", new ControlEvidence("ObjectLockEnabled", "no", Source));
        if (known.Value.Default is not { } rule) return Fail(location.Bucket, $"{location.Bucket} can lock objects, but has no default: flow logs ask for no lock, so their files are not locked.", new ControlEvidence("DefaultRetention", "none", Source));
        var words = rule.Years is { } years ? $"{years} years" : string.Create(CultureInfo.InvariantCulture, $"{rule.Days ?? 0} days");
        var evidence = new ControlEvidence("DefaultRetention", $"{rule.Mode.ToString().ToUpperInvariant()}, {words}", Source);
        // A calendar year has at least 365 days, so seven of them are enough.
        var days = (rule.Years * DaysPerYear) ?? rule.Days ?? 0;
        if (days < ArchiveAges.Expiry) return Fail(location.Bucket, $"{location.Bucket} locks new objects for {words}, {ArchiveAges.Expiry - days} days less than the {ArchiveAges.Expiry} days they must be kept.", evidence);
        return rule.Mode switch
        {
            ObjectLockMode.Compliance => Pass(location.Bucket, $"{location.Bucket} locks new objects for {words}, in the mode that nobody can lift.", evidence),
            ObjectLockMode.Governance => Fail(location.Bucket, $"{location.Bucket} locks new objects for {words} in the mode GOVERNANCE, which whoever has s3:BypassGovernanceRetention can lift.", evidence),
            _ => NotVerified(location.Bucket, $"AWS tells no mode of the Object Lock of {location.Bucket} that is known here."),
        };
    }
}
