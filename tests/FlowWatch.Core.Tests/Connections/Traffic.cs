using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Tests.Connections;

/// <summary>Conversations written by hand, and what reads them.</summary>
internal static class Traffic
{
    /// <summary>2026-01-05T12:00:00Z, the first second of a minute, an hour and a slot.</summary>
    public const long Noon = 1_767_614_400;

    public static RelayedServices NoRelays { get; } = RelayedServices.FromRows([]);

    /// <summary>Connections of one outcome, opened within one minute; alike in size where they were answered.</summary>
    public static Conversation Talk(
        string source,
        string target,
        int port,
        ConnectionOutcome outcome = ConnectionOutcome.Answered,
        long at = Noon,
        long count = 1,
        long bytes = 6000,
        long seconds = 3,
        int protocol = 6) => new()
        {
            Source = source,
            Target = target,
            Port = port,
            Protocol = protocol,
            Interface = 1,
            Opened = at,
            Closed = at + seconds,
            Connections = count,
            Refused = outcome == ConnectionOutcome.Refused ? count : 0,
            Unanswered = outcome == ConnectionOutcome.Unanswered ? count : 0,
            Reset = outcome == ConnectionOutcome.Reset ? count : 0,
            Empty = outcome == ConnectionOutcome.Empty ? count : 0,
            Attempts = IsAttempt(protocol, bytes, seconds) ? count : 0,
            AnsweredAttempts = outcome == ConnectionOutcome.Answered && IsAttempt(protocol, bytes, seconds) ? count : 0,
            AttemptBytes = IsAttempt(protocol, bytes, seconds) ? bytes * count : 0,
            LargestAttempt = IsAttempt(protocol, bytes, seconds) ? bytes : 0,
            Bytes = bytes * count,
            Largest = outcome == ConnectionOutcome.Answered ? bytes : 0,
            Longest = outcome == ConnectionOutcome.Answered ? seconds : 0,
            Certainty = Certainty.Certain,
            OpenedBy = OpenerEvidence.Syn,
            Account = "123456789012",
        };

    /// <summary>One conversation after another: the same with another number each time.</summary>
    public static IEnumerable<Conversation> Many(int count, Func<int, Conversation> conversation) => Enumerable.Range(0, count).Select(conversation);

    public static SourceActivity Only(params IEnumerable<Conversation> conversations) => Assert.Single(SourceActivity.Gather(conversations, NoRelays));

    /// <summary>A row of <see cref="SentBytes.Query"/>: what the two sides of a pair sent, and how much of what A sent fell into later slots.</summary>
    public static FlowRow Sent(
        string a, string b, long slot, long aBytes, long bBytes = 0, long[]? aLater = null, long networkInterface = 1, long? account = 123456789012) =>
        Rows.Of(
            [
                ("interface", networkInterface), ("a", a), ("b", b), ("slot", slot), ("a-bytes", aBytes), ("b-bytes", bBytes), ("account", account),
                .. Enumerable.Range(1, SentBytes.LaterSlots).Select(later => ($"a-later-{later}", (object?)(later <= aLater?.Length ? aLater[later - 1] : 0L))),
                .. Enumerable.Range(1, SentBytes.LaterSlots).Select(later => ($"b-later-{later}", (object?)0L)),
            ]);

    public static RelayedServices Relayed(params (string Relay, string Target, int Port)[] services) =>
        RelayedServices.FromRows(services.Select(service => Rows.Of(("relay", service.Relay), ("target", service.Target), ("port", service.Port), ("records", 1))));

    private static bool IsAttempt(int protocol, long bytes, long seconds) => protocol == 6 && bytes <= 20_000 && seconds <= 60;
}
