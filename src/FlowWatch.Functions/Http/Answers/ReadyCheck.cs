namespace FlowWatch.Functions.Http.Answers;

/// <summary>How long ago a check did its work.</summary>
/// <param name="Check">The check.</param>
/// <param name="LastSuccess">When its last successful run ended; null where none of the last runs was.</param>
/// <param name="AgeSeconds">How long ago that is.</param>
public sealed record ReadyCheck(string Check, DateTimeOffset? LastSuccess, double? AgeSeconds);
