namespace FlowWatch.Core.Suppressions;

/// <summary>How often a suppression held a finding back.</summary>
/// <param name="Count">Findings, each once per window it was judged in.</param>
/// <param name="Last">When the last of them was last seen; null before the first.</param>
public sealed record SuppressionHits(long Count, DateTimeOffset? Last)
{
    /// <summary>None.</summary>
    public static SuppressionHits None { get; } = new(0, null);
}
