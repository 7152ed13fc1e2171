namespace FlowWatch.Core.Reports.Html;

/// <summary>A time on the axis.</summary>
/// <param name="Left">Its place.</param>
/// <param name="Label">Its text.</param>
/// <param name="Anchor">Which side of the text stands at the place, so that no text leaves the picture.</param>
internal sealed record TimelineTick(string Left, string Label, string Anchor);
