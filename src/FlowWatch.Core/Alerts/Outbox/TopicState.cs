using System.Globalization;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>What is remembered of a topic: how much of its budget is used, and whether it accepts.</summary>
public sealed record TopicState
{
    private const int HoursKept = 4;

    /// <summary>The topic's ARN.</summary>
    public required string Topic { get; init; }

    /// <summary>What is used of the latest few hours: a clock that is set back finds what was sent in the hour it comes back to.</summary>
    public IReadOnlyList<TopicHour> Hours { get; init; } = [];

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

    /// <summary>What is used of the hour of an instant.</summary>
    public TopicHour UseIn(DateTimeOffset instant) => Hours.FirstOrDefault(one => one.Hour == HourOf(instant)) ?? new TopicHour(HourOf(instant), 0, 0);

    /// <summary>The topic with that used of an hour.</summary>
    public TopicState With(TopicHour use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return this with { Hours = [.. Hours.Where(one => one.Hour != use.Hour).TakeLast(HoursKept - 1), use] };
    }
}
