namespace FlowWatch.Local.Generation;

/// <summary>How far a generation has come.</summary>
/// <param name="Records">Flow log records written so far, NODATA and SKIPDATA included, the header not.</param>
/// <param name="Bytes">Bytes written so far, before any compression.</param>
/// <param name="Covered">How much of the duration has been covered.</param>
/// <param name="Total">The whole duration.</param>
public sealed record GenerationProgress(long Records, long Bytes, TimeSpan Covered, TimeSpan Total);
