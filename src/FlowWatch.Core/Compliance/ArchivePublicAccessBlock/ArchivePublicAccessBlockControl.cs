using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchivePublicAccessBlock;

/// <summary>All four flags that keep the public out of the archive are on.</summary>
public sealed class ArchivePublicAccessBlockControl : ArchiveControl
{
    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(archive);
        var known = archive.Posture.PublicAccessBlock;
        if (!known.IsKnown) return [NotVerified(location.Bucket, $"The public access block of {location.Bucket}", known.Failure)];
        var block = known.Value;
        (string Name, bool IsOn)[] flags = [("BlockPublicAcls", block.BlockPublicAcls), ("IgnorePublicAcls", block.IgnorePublicAcls), ("BlockPublicPolicy", block.BlockPublicPolicy), ("RestrictPublicBuckets", block.RestrictPublicBuckets)];
        var evidence = flags.Select(flag => new ControlEvidence(flag.Name, flag.IsOn ? "true" : "false", "s3:GetBucketPublicAccessBlock"));
        var off = flags.Where(flag => !flag.IsOn).Select(flag => flag.Name).ToList();
        return [off.Count == 0 ? Pass(location.Bucket, $"All four flags of {location.Bucket} keep the public out.", evidence) : Fail(location.Bucket, $"Of the four flags that keep the public out of {location.Bucket}, {(off.Count == 1 ? "this is" : "these are")} off: {string.Join(", ", off)}. The block of the whole account, which may stand in for them, is not read.", evidence)];
    }
}
