using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>A control that judges the target's archive.</summary>
public abstract class ArchiveControl : Control
{
    /// <inheritdoc/>
    public sealed override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts is not { Archive: { } archive, Target.Archive: { } location }) return [NotApplicable(facts.Target.Name, $"Target {facts.Target.Name} names no archive (see retention-without-hole).")];
        // A bucket that is not there has no settings that could be good or bad.
        return archive.Posture.Location.Failure is { Kind: FactFailureKind.NotFound }
            ? [Fail(location.Bucket, $"The archive bucket {location.Bucket} does not exist.", new ControlEvidence("Bucket", "not found", ControlSources.Listing))]
            : Judge(facts, location, archive);
    }

    /// <summary>Judges the archive.</summary>
    protected abstract IEnumerable<ControlResult> Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive);
}
