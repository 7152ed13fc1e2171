namespace FlowWatch.Core.Compliance.Archive;

/// <summary>What came of acknowledging gaps.</summary>
/// <param name="Acknowledged">The hours that are acknowledged now; empty where nothing was.</param>
/// <param name="Errors">What is wrong, by member of the request; empty where nothing is.</param>
public sealed record ArchiveGapAnswer(IReadOnlyList<ListedArchiveGap> Acknowledged, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors);
