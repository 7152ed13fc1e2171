using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.Lifecycle;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchiveDeepArchive;

/// <summary>Every object moves to Deep Archive after 365 days, whatever its key and size.</summary>
public sealed class ArchiveDeepArchiveControl : LifecycleControl
{
    /// <inheritdoc/>
    protected override ControlResult Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive, IReadOnlyList<LifecycleCourse> courses, string notes) =>
        JudgeMove(location, courses, notes, StorageClasses.DeepArchive, ArchiveAges.DeepArchive);
}
