namespace FlowWatch.Core.Dashboard.Charts;

/// <summary>The windows of one check and one target.</summary>
/// <param name="Progress">What they are of.</param>
/// <param name="Top">Top of the lane in pixels.</param>
/// <param name="Segments">The windows.</param>
/// <param name="Note">How it stands, in a few words.</param>
internal sealed record WindowLane(CheckProgress Progress, int Top, IReadOnlyList<WindowSegment> Segments, string Note);
