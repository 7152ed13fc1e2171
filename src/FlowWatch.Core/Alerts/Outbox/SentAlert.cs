using System.Text.Json.Serialization;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>A message that a topic accepted, and how long that took.</summary>
public sealed record SentAlert
{
    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The message's id; a digest's begins with <c>digest-</c>.</summary>
    public required string MessageId { get; init; }

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The channel's own id of it.</summary>
    public required string ChannelId { get; init; }

    /// <summary>The incident; null for a digest.</summary>
    public string? Incident { get; init; }

    /// <summary>Number of the notice among the incident's; null for a digest.</summary>
    public int? Sequence { get; init; }

    /// <summary>Why people were told; null for a digest.</summary>
    public NoticeReason? Reason { get; init; }

    /// <summary>Severity; of a digest the highest.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
    public required Severity Severity { get; init; }

    /// <summary>Notices it told of: 1, or what a digest counts.</summary>
    public required int Notices { get; init; }

    /// <summary>Seconds from the finding to acceptance; of a digest from its oldest.</summary>
    public required double FromFinding { get; init; }

    /// <summary>Seconds from the end of the judged window; null where there is none.</summary>
    public double? FromWindowEnd { get; init; }

    /// <summary>Seconds from the end of the last record; null where there is none.</summary>
    public double? FromRecordEnd { get; init; }
}
