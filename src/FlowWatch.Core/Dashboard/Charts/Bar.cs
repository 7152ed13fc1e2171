namespace FlowWatch.Core.Dashboard.Charts;

/// <summary>A bar of a chart over time.</summary>
/// <param name="Left">Where it begins.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Top">Its upper edge in pixels.</param>
/// <param name="Height">How high it is in pixels.</param>
/// <param name="IsWhole">Whether all of its stretch of time is known.</param>
/// <param name="Description">What it says, for the tool tip.</param>
internal sealed record Bar(string Left, string Width, int Top, int Height, bool IsWhole, string Description);
