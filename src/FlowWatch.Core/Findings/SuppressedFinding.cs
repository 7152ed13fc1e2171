namespace FlowWatch.Core.Findings;

/// <summary>A finding that was held back, and why.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Suppression">The suppression that holds it back.</param>
public sealed record SuppressedFinding(Finding Finding, Suppression Suppression);
