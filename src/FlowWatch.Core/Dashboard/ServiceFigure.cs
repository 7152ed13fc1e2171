namespace FlowWatch.Core.Dashboard;

/// <summary>A figure of the runbook's "Metrics and SLAs", held against its target.</summary>
/// <param name="Name">As the runbook calls it: <c>Analysis success rate</c>.</param>
/// <param name="Value">What it is: <c>99.6 %</c>; a dash where it is not known.</param>
/// <param name="Target">What it should be: <c>more than 99 %</c>.</param>
/// <param name="Status">Whether it is.</param>
/// <param name="Explanation">What it stands on, or why it is not known: one sentence.</param>
/// <param name="Share">How far the bar reaches, 0 to 1; null where it is not known.</param>
/// <param name="TargetShare">Where the line of the target stands, 0 to 1.</param>
public sealed record ServiceFigure(string Name, string Value, string Target, FigureStatus Status, string Explanation, double? Share, double TargetShare);
