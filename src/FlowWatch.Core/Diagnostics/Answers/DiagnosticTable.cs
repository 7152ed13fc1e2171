namespace FlowWatch.Core.Diagnostics.Answers;

/// <summary>A table of an answer.</summary>
/// <param name="Name">Its name within the answer, short kebab words: <c>peers</c>.</param>
/// <param name="Title">A few words for people.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each with a value for each column: as the column's kind says, or null where there is none.</param>
public sealed record DiagnosticTable(string Name, string Title, IReadOnlyList<DiagnosticColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);
