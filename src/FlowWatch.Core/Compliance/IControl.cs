using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance;

/// <summary>
/// One thing that must be so. A pure judgement over facts that were fetched before: the same facts always give the same results. A new
/// control is a folder like the others and a line in <see cref="ControlCatalog"/>.
/// </summary>
public interface IControl
{
    /// <summary>What the control is, for people.</summary>
    ControlMetadata Metadata { get; }

    /// <summary>
    /// Judges a target. Gives at least one result: where there is nothing to judge it says so (<see cref="ControlStatus.NotApplicable"/>), and
    /// where a fact is not known it says which (<see cref="ControlStatus.NotVerified"/>), never that all is well.
    /// </summary>
    /// <param name="facts">What was found out about the target.</param>
    IEnumerable<ControlResult> Judge(ComplianceFacts facts);
}
