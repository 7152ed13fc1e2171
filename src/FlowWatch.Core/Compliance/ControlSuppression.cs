namespace FlowWatch.Core.Compliance;

/// <summary>A failure that a person took responsibility for, until a day.</summary>
/// <param name="Control">Id of the control.</param>
/// <param name="Resource">The resource it is for; null for all of the control.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why it is acceptable.</param>
/// <param name="Expires">The first instant it no longer holds, UTC.</param>
public sealed record ControlSuppression(string Control, string? Resource, string Owner, string Reason, DateTimeOffset Expires);
