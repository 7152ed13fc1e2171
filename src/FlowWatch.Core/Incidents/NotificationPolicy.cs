using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Incidents;

/// <summary>Whether people are told of a step of an incident, and when. Nothing but its arguments decides.</summary>
public static class NotificationPolicy
{
    /// <summary>The lowest severity that anybody is told of: the runbook's Warning.</summary>
    public const Severity Lowest = Severity.Medium;

    /// <summary>Why people are told; null where they are not.</summary>
    /// <param name="before">The incident before the step; null where it is new.</param>
    /// <param name="after">The incident after it.</param>
    /// <param name="what">What happened.</param>
    /// <param name="settings">How people are told.</param>
    /// <param name="now">The time.</param>
    public static NoticeReason? ReasonOf(Incident? before, Incident after, IncidentEvent what, AlertSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(settings);
        if (after.Severity < Lowest) return null;
        if (before is null) return NoticeReason.New;
        return what switch
        {
            IncidentEvent.Seen or IncidentEvent.Worsened when before.Status == IncidentStatus.Resolved => NoticeReason.Reopened,
            IncidentEvent.Worsened => NoticeReason.Escalated,
            // Whoever acknowledged it need not be reminded.
            IncidentEvent.Seen when after.Status != IncidentStatus.Acknowledged && now - (before.NotifiedAt ?? DateTimeOffset.MinValue) >= settings.Renotify => NoticeReason.Reminder,
            IncidentEvent.Resolve or IncidentEvent.Quiet when settings.OnResolve => NoticeReason.Resolved,
            _ => null,
        };
    }

    /// <summary>When a notice may be sent: now, or for severity medium the end of the quiet hours.</summary>
    /// <param name="severity">The incident's severity.</param>
    /// <param name="settings">How people are told.</param>
    /// <param name="now">The time.</param>
    public static DateTimeOffset DueAt(Severity severity, AlertSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return severity == Severity.Medium && settings.QuietHours is { } hours ? hours.EndOrNow(now) : now;
    }
}
