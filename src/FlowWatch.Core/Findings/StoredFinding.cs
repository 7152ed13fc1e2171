namespace FlowWatch.Core.Findings;

/// <summary>A finding as it is remembered.</summary>
/// <param name="Key">Its place in the order of its target's findings.</param>
/// <param name="Finding">The finding.</param>
public sealed record StoredFinding(string Key, Finding Finding);
