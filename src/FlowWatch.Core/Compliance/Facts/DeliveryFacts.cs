using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>Where records are delivered to, and how they come.</summary>
public sealed record DeliveryFacts
{
    /// <summary>The target's log group.</summary>
    public required Fact<LogGroupDetails> LogGroup { get; init; }

    /// <summary>When something last came to the log group.</summary>
    public required Fact<LogGroupActivity> Activity { get; init; }

    /// <summary>CloudWatch's own count of events that came, per hour of the last day: AWS/Logs IncomingLogEvents, the runbook's measure.</summary>
    public required Fact<MetricSeries> IncomingEvents { get; init; }

    /// <summary>The roles that deliver to CloudWatch Logs, by ARN.</summary>
    public required IReadOnlyDictionary<string, Fact<RoleDetails>> Roles { get; init; }

    /// <summary>What the records of a recent stretch tell of losses.</summary>
    public required Fact<RecordFacts> Records { get; init; }

    /// <summary>How long the records of a recent stretch took to arrive.</summary>
    public required Fact<DeliveryLatency> Latency { get; init; }
}
