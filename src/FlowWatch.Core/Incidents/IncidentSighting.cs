using FlowWatch.Core.Alerts;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Incidents;

/// <summary>That something was seen, in the form incidents are made of.</summary>
public sealed record IncidentSighting
{
    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The detection, or what is wrong with FlowWatch itself.</summary>
    public required string Detection { get; init; }

    /// <summary>What ties sightings together.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Who is called.</summary>
    public required EscalationLevel Level { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How much of it: the finding's first count; 0 where there is none.</summary>
    public long Size { get; init; }

    /// <summary>Kinds of what it was done to; a new one is news.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>A few words.</summary>
    public required string Title { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>From when to when, by the records.</summary>
    public required TimeWindow Seen { get; init; }

    /// <summary>The finding; null for what is wrong with FlowWatch itself.</summary>
    public Finding? Finding { get; init; }

    /// <summary>How the lines of the flow log are written, in AWS's notation; null where the run did not know.</summary>
    public string? LogFormat { get; init; }

    /// <summary>The check, or <c>compliance</c>: only that says when it is over. Null for what is wrong with FlowWatch itself.</summary>
    public string? Check { get; init; }

    /// <summary>The window that was judged, which counts once however often it is judged; null for what is wrong with FlowWatch itself.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>What to do, for what is wrong with FlowWatch itself.</summary>
    public IReadOnlyList<string> NextSteps { get; init; } = [];

    /// <summary>W3C trace id.</summary>
    public string? TraceId { get; init; }
}
