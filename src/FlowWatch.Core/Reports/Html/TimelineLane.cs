namespace FlowWatch.Core.Reports.Html;

/// <summary>One finding on the timeline.</summary>
/// <param name="Number">Its one-based place in the report.</param>
/// <param name="Severity">Its severity in words.</param>
/// <param name="Label">Detection and source.</param>
/// <param name="Description">The same and its window, for the tool tip.</param>
/// <param name="Top">Top of the lane in pixels.</param>
/// <param name="Left">Start of the bar.</param>
/// <param name="Width">Length of the bar.</param>
internal sealed record TimelineLane(int Number, string Severity, string Label, string Description, int Top, string Left, string Width);
