using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Connections;

/// <summary>Everything one source opened, each connection counted once, in the order of time.</summary>
public sealed class SourceActivity
{
    private SourceActivity(string source, IReadOnlyList<Conversation> conversations, IReadOnlyList<string> relays)
    {
        Source = source;
        Conversations = conversations;
        Relays = relays;
    }

    /// <summary>The address.</summary>
    public string Source { get; }

    /// <summary>Its conversations, by the time they were opened.</summary>
    public IReadOnlyList<Conversation> Conversations { get; }

    /// <summary>Addresses its traffic passed through and was recorded at again; those records count once, here.</summary>
    public IReadOnlyList<string> Relays { get; }

    /// <summary>
    /// Gathers conversations by source. What several interfaces recorded counts once: the one that saw most of a source's
    /// connections to a service is believed. What a relay opened on behalf of another is left to that other.
    /// </summary>
    /// <param name="conversations">The conversations, as every interface saw them.</param>
    /// <param name="relayed">Who a relay opened connections for.</param>
    public static IReadOnlyList<SourceActivity> Gather(IEnumerable<Conversation> conversations, RelayedServices relayed)
    {
        ArgumentNullException.ThrowIfNull(relayed);
        return
        [
            .. conversations
                .Where(conversation => !relayed.Contains(conversation.Source, conversation.Target, conversation.Port))
                .GroupBy(conversation => conversation.Source)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new SourceActivity(
                    group.Key,
                    [.. SeenOnce(group).OrderBy(conversation => conversation.Opened).ThenBy(conversation => conversation.Target, StringComparer.Ordinal).ThenBy(conversation => conversation.Port).ThenBy(conversation => conversation.Protocol)],
                    [.. group.Select(conversation => conversation.Relay).OfType<string>().Distinct().Order(StringComparer.Ordinal)])),
        ];
    }

    /// <summary>How sure the inference of the source is over most of the conversations.</summary>
    public static Certainty CertaintyOf(IReadOnlyCollection<Conversation> conversations) =>
        conversations.GroupBy(conversation => conversation.Certainty).MaxBy(group => group.Sum(conversation => conversation.Connections))?.Key ?? Certainty.Guess;

    private static IEnumerable<Conversation> SeenOnce(IEnumerable<Conversation> conversations) =>
        conversations
            .GroupBy(conversation => (conversation.Target, conversation.Port, conversation.Protocol))
            .SelectMany(service => service
                .GroupBy(conversation => conversation.Interface)
                .OrderByDescending(view => view.Sum(conversation => conversation.Connections))
                .ThenByDescending(view => view.SumBounded(conversation => conversation.Bytes))
                .ThenBy(view => view.Key)
                .First());
}
