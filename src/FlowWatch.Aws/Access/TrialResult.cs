using FlowWatch.Core.Diagnostics.Access;

namespace FlowWatch.Aws.Access;

/// <summary>What came of trying an action.</summary>
/// <param name="Outcome">Whether it is allowed.</param>
/// <param name="Detail">How that is known.</param>
internal sealed record TrialResult(AccessOutcome Outcome, string Detail)
{
    /// <summary>It was answered.</summary>
    public static TrialResult Answered { get; } = new(AccessOutcome.Ok, "answered");

    /// <summary>It was asked about something that is not there, and AWS said so instead of refusing.</summary>
    public static TrialResult AllowedOnNothing { get; } = new(AccessOutcome.Ok, "allowed; asked about something that does not exist");

    /// <summary>It was left alone.</summary>
    public static TrialResult NotTried(string why) => new(AccessOutcome.NotTried, why);

    /// <summary>It could not be told.</summary>
    public static TrialResult CouldNotLook(string why) => new(AccessOutcome.CouldNotLook, why);
}
