using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Detections;

/// <summary>What a detection is, for people: kept as data beside its logic (<c>{Name}.metadata.json</c>).</summary>
public sealed record DetectionMetadata
{
    /// <summary>Stable id, upper snake case as in the runbook: <c>PORT_SCAN</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Raised with every change of what it finds.</summary>
    public required int Version { get; init; }

    /// <summary>The check that runs it: <c>anomaly</c> or <c>security</c>.</summary>
    public required string Check { get; init; }

    /// <summary>A few words.</summary>
    public required string Title { get; init; }

    /// <summary>The severity when the runbook's own threshold is passed; weaker or stronger evidence moves it.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What a finding means.</summary>
    public required string Meaning { get; init; }

    /// <summary>Why it matters.</summary>
    public required string Risk { get; init; }

    /// <summary>What to do, from the runbook.</summary>
    public required IReadOnlyList<string> NextSteps { get; init; }

    /// <summary>A CloudWatch Logs Insights query to paste; <c>{source}</c> stands for the finding's source.</summary>
    public required string InsightsQuery { get; init; }

    /// <summary>MITRE ATT&amp;CK techniques.</summary>
    public required IReadOnlyList<AttackTechnique> Techniques { get; init; }

    /// <summary>Where to read more.</summary>
    public required IReadOnlyList<string> References { get; init; }
}
