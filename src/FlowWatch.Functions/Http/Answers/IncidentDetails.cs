using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>An incident with its history and its latest finding.</summary>
public sealed record IncidentDetails
{
    /// <summary>The incident.</summary>
    public required IncidentItem Incident { get; init; }

    /// <summary>Its steps, the oldest first; the last few.</summary>
    public required IReadOnlyList<IncidentStepItem> History { get; init; }

    /// <summary>How many older steps are not kept any more.</summary>
    public required int HistoryDropped { get; init; }

    /// <summary>What to do, for what is wrong with FlowWatch itself; a finding has its own.</summary>
    public required IReadOnlyList<string> NextSteps { get; init; }

    /// <summary>W3C trace id of the run that saw it last.</summary>
    public required string? TraceId { get; init; }

    /// <summary>The latest finding; none for what is wrong with FlowWatch itself.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The incident as it is remembered.</summary>
    public static IncidentDetails Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return new IncidentDetails
        {
            Incident = IncidentItem.Of(incident),
            History = [.. incident.History.Select(step => new IncidentStepItem(step.At, IncidentWords.Of(step.What), IncidentWords.Of(step.Status), step.By, step.Note))],
            HistoryDropped = incident.HistoryDropped,
            NextSteps = incident.NextSteps,
            TraceId = incident.TraceId,
            Findings = incident.Finding is { } finding ? [finding] : [],
        };
    }
}
