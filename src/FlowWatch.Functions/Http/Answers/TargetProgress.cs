namespace FlowWatch.Functions.Http.Answers;

/// <summary>How far a check has come with a target.</summary>
/// <param name="Check">The check.</param>
/// <param name="Watermark">Everything before it is judged; null before the first run.</param>
public sealed record TargetProgress(string Check, DateTimeOffset? Watermark);
