namespace FlowWatch.Core.Runs;

/// <summary>What a run could not look at.</summary>
/// <param name="Target">The target.</param>
/// <param name="What">What and why, for people.</param>
public sealed record RunProblem(string Target, string What);
