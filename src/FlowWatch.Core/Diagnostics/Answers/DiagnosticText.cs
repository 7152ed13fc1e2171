namespace FlowWatch.Core.Diagnostics.Answers;

/// <summary>A query as its engine takes it: of a log group it can be pasted into the Logs Insights console.</summary>
/// <param name="Name">The table that it is for.</param>
/// <param name="Text">The query.</param>
public sealed record DiagnosticText(string Name, string Text);
