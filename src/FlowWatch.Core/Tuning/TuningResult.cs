namespace FlowWatch.Core.Tuning;

/// <summary>What another threshold would have made of the time that was looked at. An incident is one fingerprint of the target.</summary>
public sealed record TuningResult
{
    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The detection.</summary>
    public required string Detection { get; init; }

    /// <summary>The setting.</summary>
    public required string Setting { get; init; }

    /// <summary>The value in force, without threshold rules.</summary>
    public required string Current { get; init; }

    /// <summary>The value that was tried.</summary>
    public required string Candidate { get; init; }

    /// <summary>Incidents of the detection that were found.</summary>
    public required int Incidents { get; init; }

    /// <summary>Incidents that would not have been; null where that cannot be known.</summary>
    public required int? Vanish { get; init; }

    /// <summary>Incidents that would have been besides; null where that cannot be known.</summary>
    public required int? Appear { get; init; }

    /// <summary>Sources of those that would vanish, the first few.</summary>
    public IReadOnlyList<string> Vanishing { get; init; } = [];

    /// <summary>Sources of those that would appear, the first few.</summary>
    public IReadOnlyList<string> Appearing { get; init; } = [];

    /// <summary>Windows that were judged in that time.</summary>
    public required int Windows { get; init; }

    /// <summary>Of those, windows whose flow logs were asked again.</summary>
    public required int Rescanned { get; init; }

    /// <summary>Whether only the flow logs tell what findings do not: a lower value, or a setting that findings say nothing about.</summary>
    public bool NeedsFlowLogs { get; init; }

    /// <summary>Bytes of log events that were read for it; null where no service that charges was asked.</summary>
    public long? BytesScanned { get; init; }

    /// <summary>What that is estimated to cost, in US dollars; null where no service that charges was asked.</summary>
    public decimal? EstimatedCost { get; init; }

    /// <summary>Why something cannot be known, or is not known whole (NotVerified); null where all is known.</summary>
    public required string? NotVerified { get; init; }
}
