using System.Text.Json.Serialization;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>Why people are told of an incident.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeReason>))]
public enum NoticeReason
{
    /// <summary>It is new.</summary>
    New,

    /// <summary>It got worse.</summary>
    Escalated,

    /// <summary>It was over and came back.</summary>
    Reopened,

    /// <summary>It still goes on, and people were last told long ago.</summary>
    Reminder,

    /// <summary>It is over, and people asked to be told.</summary>
    Resolved,
}
