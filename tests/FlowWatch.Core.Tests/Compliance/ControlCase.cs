using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Tests.Compliance;

/// <summary>One case of a control: what is changed of a healthy target, and what must come of it.</summary>
/// <param name="Control">Id of the control.</param>
/// <param name="Sort">Which sort it is.</param>
/// <param name="Name">What is special.</param>
/// <param name="Change">Changes the facts of a healthy target.</param>
/// <param name="Says">What a statement of that status must say.</param>
internal sealed record ControlCase(string Control, ControlCaseSort Sort, string Name, Func<ComplianceFacts, ComplianceFacts> Change, string Says)
{
    /// <summary>The worst status that must come of it.</summary>
    public ControlStatus Expected { get; init; } = Sort switch
    {
        ControlCaseSort.Pass => ControlStatus.Pass,
        ControlCaseSort.NotVerified => ControlStatus.NotVerified,
        ControlCaseSort.NotApplicable => ControlStatus.NotApplicable,
        _ => ControlStatus.Fail,
    };

    public string Title => $"{Control} {Sort}: {Name}";
}
