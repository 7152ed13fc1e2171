namespace FlowWatch.Core.Dashboard.Charts;

/// <summary>One or several windows of the same state, side by side on a lane.</summary>
/// <param name="State">Their state.</param>
/// <param name="Left">Where they begin.</param>
/// <param name="Width">How wide they are.</param>
/// <param name="Description">What they are, for the tool tip.</param>
internal sealed record WindowSegment(WindowState State, string Left, string Width, string Description);
