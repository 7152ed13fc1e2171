using System.Text.Json.Serialization;

namespace FlowWatch.Core.Incidents;

/// <summary>How far an incident has come. Which may follow which: <see cref="IncidentTransitions"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentStatus>))]
public enum IncidentStatus
{
    /// <summary>Seen in one window so far.</summary>
    New,

    /// <summary>Seen again, and no worse.</summary>
    Ongoing,

    /// <summary>It got worse: a higher severity, ten times the size, or a new kind of target; of compliance another control.</summary>
    Escalated,

    /// <summary>Somebody is at it.</summary>
    Acknowledged,

    /// <summary>Over: a person said so, or it was quiet for long enough.</summary>
    Resolved,

    /// <summary>It was over and came back.</summary>
    Reopened,
}
