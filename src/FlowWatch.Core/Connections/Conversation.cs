using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Connections;

/// <summary>The connections that one source opened to one service of one target within one minute, as one interface saw them.</summary>
public sealed record Conversation
{
    /// <summary>The address that opened them.</summary>
    public required string Source { get; init; }

    /// <summary>The address they went to.</summary>
    public required string Target { get; init; }

    /// <summary>The service port; 0 where the protocol has none.</summary>
    public required int Port { get; init; }

    /// <summary>IANA protocol number.</summary>
    public required int Protocol { get; init; }

    /// <summary>Identity of the interface that recorded them.</summary>
    public required long Interface { get; init; }

    /// <summary>When the first was opened, epoch seconds.</summary>
    public required long Opened { get; init; }

    /// <summary>When the last ended, epoch seconds.</summary>
    public required long Closed { get; init; }

    /// <summary>How many there were: distinct 5-tuples.</summary>
    public required long Connections { get; init; }

    /// <summary>Those that a security group or network ACL refused.</summary>
    public required long Refused { get; init; }

    /// <summary>Those that nothing answered.</summary>
    public required long Unanswered { get; init; }

    /// <summary>Those that the target's host answered with nothing but RST.</summary>
    public required long Reset { get; init; }

    /// <summary>Those that were answered, but without payload.</summary>
    public required long Empty { get; init; }

    /// <summary>Those that were short and small, as a login that fails is.</summary>
    public required long Attempts { get; init; }

    /// <summary>Short and small ones that were answered with payload.</summary>
    public required long AnsweredAttempts { get; init; }

    /// <summary>Bytes of all short and small ones.</summary>
    public required long AttemptBytes { get; init; }

    /// <summary>Bytes of the largest of them.</summary>
    public required long LargestAttempt { get; init; }

    /// <summary>Bytes in both directions.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of the largest connection that was answered with payload.</summary>
    public required long Largest { get; init; }

    /// <summary>Seconds of the longest connection that was answered with payload.</summary>
    public required long Longest { get; init; }

    /// <summary>How sure it is that the source opened them.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>What told that the source opened them.</summary>
    public OpenerEvidence OpenedBy { get; init; } = OpenerEvidence.LowerPort;

    /// <summary>The AWS account that recorded them, twelve digits, or null.</summary>
    public string? Account { get; init; }

    /// <summary>The address of a relay (a NAT gateway, say) that they were seen passing through, or null.</summary>
    public string? Relay { get; init; }

    /// <summary>Those that came to nothing.</summary>
    public long Failed => Refused + Unanswered + Reset;

    /// <summary>Those that were answered with payload.</summary>
    public long Answered => Connections - Failed - Empty;

    /// <summary>Reads a row of <see cref="ConnectionQueries.Conversations"/>.</summary>
    public static Conversation FromRow(FlowRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new Conversation
        {
            Source = row.Text("source")!,
            Target = row.Text("target")!,
            Port = (int)row.NumberOrZero("port"),
            Protocol = (int)row.NumberOrZero(FlowLogFieldNames.Protocol),
            Interface = row.NumberOrZero("interface"),
            Opened = row.NumberOrZero("opened"),
            Closed = row.NumberOrZero("closed"),
            Connections = row.NumberOrZero("connections"),
            Refused = row.NumberOrZero("refused"),
            Unanswered = row.NumberOrZero("unanswered"),
            Reset = row.NumberOrZero("reset"),
            Empty = row.NumberOrZero("empty"),
            Attempts = row.NumberOrZero("attempts"),
            AnsweredAttempts = row.NumberOrZero("answered-attempts"),
            AttemptBytes = row.NumberOrZero("attempt-bytes"),
            LargestAttempt = row.NumberOrZero("largest-attempt"),
            Bytes = row.NumberOrZero("bytes"),
            Largest = row.NumberOrZero("largest"),
            Longest = row.NumberOrZero("longest"),
            Certainty = ((OpenerEvidence)row.NumberOrZero("evidence")).Certainty(),
            OpenedBy = (OpenerEvidence)row.NumberOrZero("evidence"),
            Account = AccountText(row.Number("account")),
            Relay = row.Text("relay"),
        };
    }

    /// <summary>An AWS account id as it is written: twelve digits.</summary>
    public static string? AccountText(long? account) => account?.ToString("D12", System.Globalization.CultureInfo.InvariantCulture);
}
