using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Diagnostics.Definitions;

/// <summary>What came of saving the runbook's questions in an account.</summary>
/// <param name="Changes">What was done, or would be, in the order of the questions.</param>
/// <param name="LeftOut">Questions that cannot be saved for this log group, and why.</param>
/// <param name="NotSaved">Names of the queries that were to be saved and were not, because of the failure.</param>
/// <param name="Failure">Why saving ended early; null where it did not.</param>
public sealed record DefinitionReport(IReadOnlyList<DefinitionChange> Changes, IReadOnlyList<string> LeftOut, IReadOnlyList<string> NotSaved, FactFailure? Failure);
