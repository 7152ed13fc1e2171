namespace FlowWatch.Core.Diagnostics.Answers;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name, short kebab words: <c>total-bytes</c>.</param>
/// <param name="Kind">What its values are.</param>
public sealed record DiagnosticColumn(string Name, DiagnosticColumnKind Kind);
