namespace FlowWatch.Functions.Http.Answers;

/// <summary>Whether the state can be used.</summary>
/// <param name="IsUsable">Whether it was read just now.</param>
/// <param name="Problem">Why not; null where it was.</param>
public sealed record ReadyState(bool IsUsable, string? Problem);
