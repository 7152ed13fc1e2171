namespace FlowWatch.Core.Suppressions;

/// <summary>A finding that a suppression held back in a window.</summary>
/// <param name="Detection">Its detection.</param>
/// <param name="Source">Its source.</param>
/// <param name="Summary">What happened, in a sentence.</param>
internal sealed record SuppressionHit(string Detection, string Source, string Summary);
