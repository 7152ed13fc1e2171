using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Diagnostics.Definitions;

/// <summary>A saved query, and what becomes of it.</summary>
/// <param name="Query">The query.</param>
/// <param name="Outcome">What becomes of it.</param>
public sealed record DefinitionChange(SavedQuery Query, DefinitionOutcome Outcome);
