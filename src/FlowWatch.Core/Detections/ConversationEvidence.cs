using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Detections;

/// <summary>What findings say of the conversations they stand on.</summary>
internal static class ConversationEvidence
{
    /// <summary>The conversation's ports, most connections first.</summary>
    public static IReadOnlyList<EvidencePort> TopPorts(IEnumerable<Conversation> conversations) =>
    [
        .. conversations.GroupBy(conversation => conversation.Port)
            .Select(group => new EvidencePort(group.Key, ServicePorts.NameOf(group.Key), group.Sum(conversation => conversation.Connections)))
            .OrderByDescending(port => port.Connections).ThenBy(port => port.Port)
            .Take(FindingEvidence.MaximumListed),
    ];

    /// <summary>The targets, most connections first.</summary>
    public static IReadOnlyList<EvidencePeer> TopPeers(IEnumerable<Conversation> conversations) =>
    [
        .. conversations.GroupBy(conversation => conversation.Target)
            .Select(group => new EvidencePeer(group.Key, group.Sum(conversation => conversation.Connections), group.SumBounded(conversation => conversation.Bytes)))
            .OrderByDescending(peer => peer.Connections).ThenBy(peer => peer.Address, StringComparer.Ordinal)
            .Take(FindingEvidence.MaximumListed),
    ];

    /// <summary>From the first to the last second of the conversations.</summary>
    public static TimeWindow Window(IReadOnlyCollection<Conversation> conversations) =>
        Window(conversations.Min(conversation => conversation.Opened), conversations.Max(conversation => BoundedSum.Add(Math.Max(conversation.Opened, conversation.Closed), 1)));

    /// <summary>A window between two epoch seconds; times outside what can be written are cut to it.</summary>
    public static TimeWindow Window(long from, long to) => new(Instant(from), Instant(to));

    /// <summary>An epoch second as an instant; one that no calendar has is cut to the last that can be written.</summary>
    public static DateTimeOffset Instant(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));

    /// <summary>The accounts that recorded them.</summary>
    public static IReadOnlyList<string> Accounts(IEnumerable<Conversation> conversations) =>
        [.. conversations.Select(conversation => conversation.Account).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>How the source was inferred and what was counted once, for the notes.</summary>
    private static IEnumerable<string> Notes(SourceActivity source, IReadOnlyCollection<Conversation> conversations, Certainty certainty)
    {
        var told = conversations.GroupBy(conversation => conversation.OpenedBy).MaxBy(group => group.Sum(conversation => conversation.Connections))!.Key;
        yield return $"Who opened the connections is {(certainty == Certainty.Guess ? "a guess" : certainty.ToString().ToLowerInvariant())}: told by {told.Describe()}.";
        if (source.Relays.Count > 0)
        {
            yield return $"Also recorded passing through {string.Join(", ", source.Relays)}; counted once and blamed on the host behind.";
        }
    }

    /// <summary>A finding over some conversations of a source, with what all such findings have in common.</summary>
    public static Finding Finding(
        IDetection detection, DetectionInput input, SourceActivity source, IReadOnlyList<Conversation> conversations, FindingDraft draft)
    {
        var targets = conversations.GroupBy(conversation => conversation.Target)
            .OrderByDescending(group => group.Sum(conversation => conversation.Connections)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key).ToList();
        var certainty = SourceActivity.CertaintyOf(conversations);
        return new Finding
        {
            Detection = detection.Metadata.Id,
            DetectionVersion = detection.Metadata.Version,
            Severity = draft.Severity,
            Certainty = certainty,
            Source = source.Source,
            Targets = [.. targets.Take(FindingEvidence.MaximumListed)],
            TargetCount = targets.Count,
            Port = draft.Port,
            Accounts = Accounts(conversations),
            Title = draft.Title,
            Summary = draft.Summary,
            Window = Window(conversations),
            Fingerprint = FindingFingerprint.Of(detection.Metadata.Id, source.Source, draft.Port is { } port ? [$"port {port}"] : []),
            Evidence = new FindingEvidence
            {
                Counts = draft.Counts,
                TopPorts = TopPorts(conversations),
                TopPeers = TopPeers(conversations),
                MissingFields = [.. detection.HelpfulFields.Where(field => !input.AvailableFields.Contains(field))],
                Notes = [.. draft.Notes, .. Notes(source, conversations, certainty)],
            },
        };
    }
}
