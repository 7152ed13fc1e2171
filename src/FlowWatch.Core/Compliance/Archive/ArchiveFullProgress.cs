namespace FlowWatch.Core.Compliance.Archive;

/// <summary>How far a full pass has come that is not done: a host may be recycled before it has listed tens of millions of keys.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Root">Which of the places with the target's keys it lists, from 0.</param>
/// <param name="After">The last key that it took there.</param>
/// <param name="Slot">Which of two places of the state holds what it took: while one is written, the other stays true.</param>
/// <param name="HasStrays">Whether it came by objects outside the folders of their days.</param>
/// <param name="Months">The months that it took objects into.</param>
internal sealed record ArchiveFullProgress(DateTimeOffset StartedAt, int Root, string After, int Slot, bool HasStrays, IReadOnlyList<DateTimeOffset> Months);
