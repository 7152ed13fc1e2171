namespace FlowWatch.Core.Diagnostics;

/// <summary>A Logs Insights query as it stands in the runbook, and what became of it.</summary>
/// <param name="Section">Where it stands: <c>Common Operations / Viewing Flow Logs</c>.</param>
/// <param name="Name">What the runbook calls it.</param>
/// <param name="Question">Id of the question that answers it; null where flow logs cannot.</param>
/// <param name="Correction">What was wrong with it, in a sentence.</param>
public sealed record RunbookQuery(string Section, string Name, string? Question, string Correction);
