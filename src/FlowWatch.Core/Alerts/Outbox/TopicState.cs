using System.Globalization;
using System.Text.Json.Serialization;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>What is remembered of a topic: how much of its budget is used, and whether it accepts.</summary>
public sealed record TopicState
{
    /// <summary>The topic's ARN.</summary>
    public required string Topic { get; init; }

    /// <summary>The hour of the clock that <see cref="Sent"/> is of: <c>2026010512</c>.</summary>
    public string Hour { get; init; } = "";

    /// <summary>Messages sent in that hour, or about to be: written before they are sent.</summary>
    public int Sent { get; init; }

    /// <summary>The hour of the last digest; written before it is sent.</summary>
    public string DigestHour { get; init; } = "";

    /// <summary>Digests of that hour: one, and those of storms after it.</summary>
    public int Digests { get; init; }

    /// <summary>Names the last digest among the topic's, for its id: the hour, and its number from the second on.</summary>
    [JsonIgnore]
    public string DigestName => Digests > 1 ? string.Create(CultureInfo.InvariantCulture, $"{DigestHour}-{Digests}") : DigestHour;

    /// <summary>How often in a row nothing was accepted.</summary>
    public int Failures { get; init; }

    /// <summary>Since when nothing is accepted; null where the last was.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When it is tried again; null where it is not failing.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What it said, or what was wrong, the last time; null where it accepts.</summary>
    public string? Error { get; init; }

    /// <summary>When it last accepted a message.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>An hour of the clock.</summary>
    public static string HourOf(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>Messages sent in the hour of an instant.</summary>
    public int SentIn(DateTimeOffset instant) => Hour == HourOf(instant) ? Sent : 0;
}
