using FlowWatch.Core.Connections;

namespace FlowWatch.Core.Detections.PortScan;

/// <summary>Which services (target and port) a source got nothing out of, ever.</summary>
internal static class ServiceOutcomes
{
    private const int Udp = 17;

    /// <summary>The ports traceroute sends UDP to, expecting no answer from there.</summary>
    private const int TracerouteFirst = 33434;
    private const int TracerouteLast = 33534;

    /// <summary>The services of which every connection failed.</summary>
    public static HashSet<(string Target, int Port)> Failed(IEnumerable<Conversation> conversations) => Failed(conversations, conversation => conversation.Failed);

    /// <summary>The same, where a UDP packet that nothing answered proves nothing: much of UDP never answers.</summary>
    public static HashSet<(string Target, int Port)> FailedForSure(IEnumerable<Conversation> conversations) =>
        Failed(conversations, conversation => conversation.Protocol == Udp ? conversation.Refused : conversation.Failed);

    private static HashSet<(string Target, int Port)> Failed(IEnumerable<Conversation> conversations, Func<Conversation, long> failures)
    {
        var failed = new HashSet<(string, int)>();
        var other = new HashSet<(string, int)>();
        foreach (var conversation in conversations)
        {
            var set = failures(conversation) == conversation.Connections && !IsTraceroute(conversation) ? failed : other;
            set.Add((conversation.Target, conversation.Port));
        }

        failed.ExceptWith(other);
        return failed;
    }

    private static bool IsTraceroute(Conversation conversation) =>
        conversation is { Protocol: Udp, Port: >= TracerouteFirst and <= TracerouteLast };
}
