using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>An incident in a few words.</summary>
public sealed record IncidentItem
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The detection, or what is wrong with FlowWatch itself.</summary>
    public required string Detection { get; init; }

    /// <summary>What ties its findings together.</summary>
    public required string Fingerprint { get; init; }

    /// <summary><c>new</c>, <c>ongoing</c>, <c>escalated</c>, <c>acknowledged</c>, <c>resolved</c> or <c>reopened</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The highest severity since it was opened.</summary>
    public required string Severity { get; init; }

    /// <summary>Who is called: 1 operations, 2 security, 3 network.</summary>
    public required int EscalationLevel { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>In how many windows it was seen.</summary>
    public required int Occurrences { get; init; }

    /// <summary>How often it came back.</summary>
    public required int Reopenings { get; init; }

    /// <summary>A few words.</summary>
    public required string Title { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>When it was resolved; null while it is not.</summary>
    public required DateTimeOffset? ResolvedAt { get; init; }

    /// <summary><c>true-positive</c>, <c>false-positive</c> or <c>expected</c>; null where nobody has said.</summary>
    public required string? Disposition { get; init; }

    /// <summary>When people were last told, or are to be; null where they are not.</summary>
    public required DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Settings that would name a topic for it and do not, where nobody could be told.</summary>
    public required IReadOnlyList<string> MissingTopics { get; init; }

    /// <summary>What can be done with it now: <c>acknowledge</c>, <c>resolve</c>, <c>reopen</c>.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>The incident as it is remembered.</summary>
    public static IncidentItem Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return new IncidentItem
        {
            Id = incident.Id,
            Target = incident.Target,
            Detection = incident.Detection,
            Fingerprint = incident.Fingerprint,
            Status = IncidentWords.Of(incident.Status),
            Severity = ReportWords.Of(incident.Severity),
            EscalationLevel = (int)incident.Level,
            FirstSeen = incident.FirstSeen,
            LastSeen = incident.LastSeen,
            Occurrences = incident.Occurrences,
            Reopenings = incident.Reopenings,
            Title = incident.Title,
            Summary = incident.Summary,
            ResolvedAt = incident.ResolvedAt,
            Disposition = incident.Disposition is { } disposition ? IncidentWords.Of(disposition) : null,
            NotifiedAt = incident.NotifiedAt,
            MissingTopics = incident.MissingTopics,
            Actions = [.. IncidentTransitions.ActionsOf(incident.Status).Select(IncidentWords.Of)],
        };
    }
}
