namespace FlowWatch.Core.Accounts;

/// <summary>What came of asking for an archived object.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Failure">What AWS said, where it did not take the request; null otherwise and where AWS was not asked.</param>
public sealed record ArchiveRestoreResult(ArchiveRestoreOutcome Outcome, FactFailure? Failure = null);
