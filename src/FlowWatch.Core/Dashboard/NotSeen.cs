namespace FlowWatch.Core.Dashboard;

/// <summary>Something that could not be looked at.</summary>
/// <param name="What">What: a target, a check, the timers.</param>
/// <param name="Why">Why, and what that means.</param>
/// <param name="Target">The target it is about; null where it is about none, or about one that has no page.</param>
public sealed record NotSeen(string What, string Why, string? Target);
