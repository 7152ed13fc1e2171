using System.Collections.Frozen;

namespace FlowWatch.Core.Incidents;

/// <summary>The one table of what may become of an incident. What is not in it does not happen.</summary>
public static class IncidentTransitions
{
    /// <summary>The table: status, what happens, and the status after it.</summary>
    public static FrozenDictionary<(IncidentStatus From, IncidentEvent What), IncidentStatus> Table { get; } = new Dictionary<(IncidentStatus, IncidentEvent), IncidentStatus>
    {
        [(IncidentStatus.New, IncidentEvent.Seen)] = IncidentStatus.Ongoing,
        [(IncidentStatus.New, IncidentEvent.Worsened)] = IncidentStatus.Escalated,
        [(IncidentStatus.New, IncidentEvent.Acknowledge)] = IncidentStatus.Acknowledged,
        [(IncidentStatus.New, IncidentEvent.Resolve)] = IncidentStatus.Resolved,
        [(IncidentStatus.New, IncidentEvent.Quiet)] = IncidentStatus.Resolved,
        [(IncidentStatus.Ongoing, IncidentEvent.Seen)] = IncidentStatus.Ongoing,
        [(IncidentStatus.Ongoing, IncidentEvent.Worsened)] = IncidentStatus.Escalated,
        [(IncidentStatus.Ongoing, IncidentEvent.Acknowledge)] = IncidentStatus.Acknowledged,
        [(IncidentStatus.Ongoing, IncidentEvent.Resolve)] = IncidentStatus.Resolved,
        [(IncidentStatus.Ongoing, IncidentEvent.Quiet)] = IncidentStatus.Resolved,
        [(IncidentStatus.Escalated, IncidentEvent.Seen)] = IncidentStatus.Escalated,
        [(IncidentStatus.Escalated, IncidentEvent.Worsened)] = IncidentStatus.Escalated,
        [(IncidentStatus.Escalated, IncidentEvent.Acknowledge)] = IncidentStatus.Acknowledged,
        [(IncidentStatus.Escalated, IncidentEvent.Resolve)] = IncidentStatus.Resolved,
        [(IncidentStatus.Escalated, IncidentEvent.Quiet)] = IncidentStatus.Resolved,
        [(IncidentStatus.Acknowledged, IncidentEvent.Seen)] = IncidentStatus.Acknowledged,
        [(IncidentStatus.Acknowledged, IncidentEvent.Worsened)] = IncidentStatus.Escalated,
        [(IncidentStatus.Acknowledged, IncidentEvent.Resolve)] = IncidentStatus.Resolved,
        [(IncidentStatus.Acknowledged, IncidentEvent.Quiet)] = IncidentStatus.Resolved,
        [(IncidentStatus.Resolved, IncidentEvent.Seen)] = IncidentStatus.Reopened,
        [(IncidentStatus.Resolved, IncidentEvent.Worsened)] = IncidentStatus.Reopened,
        [(IncidentStatus.Resolved, IncidentEvent.Reopen)] = IncidentStatus.Reopened,
        [(IncidentStatus.Reopened, IncidentEvent.Seen)] = IncidentStatus.Ongoing,
        [(IncidentStatus.Reopened, IncidentEvent.Worsened)] = IncidentStatus.Escalated,
        [(IncidentStatus.Reopened, IncidentEvent.Acknowledge)] = IncidentStatus.Acknowledged,
        [(IncidentStatus.Reopened, IncidentEvent.Resolve)] = IncidentStatus.Resolved,
        [(IncidentStatus.Reopened, IncidentEvent.Quiet)] = IncidentStatus.Resolved,
    }.ToFrozenDictionary();

    /// <summary>The status after something happened; null where it cannot happen to an incident of that status.</summary>
    public static IncidentStatus? After(IncidentStatus from, IncidentEvent what) => Table.TryGetValue((from, what), out var after) ? after : null;

    /// <summary>What a person may do with an incident of that status.</summary>
    public static IReadOnlyList<IncidentEvent> ActionsOf(IncidentStatus status) =>
        [.. new[] { IncidentEvent.Acknowledge, IncidentEvent.Resolve, IncidentEvent.Reopen }.Where(what => Table.ContainsKey((status, what)))];
}
