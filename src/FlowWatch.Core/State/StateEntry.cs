namespace FlowWatch.Core.State;

/// <summary>One row of what FlowWatch remembers.</summary>
/// <param name="Key">Its key within the partition.</param>
/// <param name="Value">JSON text.</param>
/// <param name="Version">Changes with every write; a write that names it fails if somebody else wrote in between.</param>
public sealed record StateEntry(string Key, string Value, string Version);
