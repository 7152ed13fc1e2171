namespace FlowWatch.Core.Findings;

/// <summary>One thing a detection found: who did what to whom, when, how sure we are, and what to do next.</summary>
public sealed record Finding
{
    /// <summary>Id of the detection, upper snake case: <c>PORT_SCAN</c>.</summary>
    public required string Detection { get; init; }

    /// <summary>Version of the detection that found it.</summary>
    public required int DetectionVersion { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure the inference of the source is.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The address that started it (or, for traffic volume, that sent the bytes).</summary>
    public required string Source { get; init; }

    /// <summary>The addresses it was done to, the most important first; at most <see cref="FindingEvidence.MaximumListed"/>.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>How many addresses it was done to in all.</summary>
    public required long TargetCount { get; init; }

    /// <summary>The service port it is about, or null when it is about many.</summary>
    public int? Port { get; init; }

    /// <summary>The AWS accounts whose flow logs show it, sorted.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Name of the monitored target whose flow logs show it; null where files were scanned.</summary>
    public string? MonitoredTarget { get; init; }

    /// <summary>A few words: <c>Vertical port scan</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What happened, in one sentence with its numbers.</summary>
    public required string Summary { get; init; }

    /// <summary>When it was seen, from the first to the last connection it is about.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>What it stands on.</summary>
    public required FindingEvidence Evidence { get; init; }

    /// <summary>Stable identity of what goes on: the same source doing the same thing has the same fingerprint in every run.</summary>
    public required string Fingerprint { get; init; }
}
