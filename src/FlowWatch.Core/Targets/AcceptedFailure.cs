using FlowWatch.Core.Compliance;

namespace FlowWatch.Core.Targets;

/// <summary>A failure of a control that a person took responsibility for.</summary>
/// <param name="Target">Name of the target it is for; null for every target.</param>
/// <param name="Accepted">What is accepted, by whom, why, and until when.</param>
public sealed record AcceptedFailure(string? Target, ControlSuppression Accepted);
