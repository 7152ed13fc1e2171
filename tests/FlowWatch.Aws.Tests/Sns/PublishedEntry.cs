namespace FlowWatch.Aws.Tests.Sns;

/// <summary>An entry of a batch as it came over the wire.</summary>
internal sealed record PublishedEntry(string Id, string Subject, string Message, string? Group, string? Deduplication, IReadOnlyDictionary<string, string> Attributes);
