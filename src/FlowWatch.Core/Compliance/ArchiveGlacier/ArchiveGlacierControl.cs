using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.Lifecycle;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchiveGlacier;

/// <summary>Every object moves to Glacier after 90 days, whatever its key and size.</summary>
public sealed class ArchiveGlacierControl : LifecycleControl
{
    /// <inheritdoc/>
    protected override ControlResult Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive, IReadOnlyList<LifecycleCourse> courses, string notes) =>
        JudgeMove(location, courses, notes, StorageClasses.Glacier, ArchiveAges.Glacier);
}
