using FlowWatch.Core.Alerts.Outbox;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>How long alerts took, and what waits.</summary>
public sealed record AlertSummary
{
    /// <summary>The earliest acceptance that was meant.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Messages that were accepted since, one by one.</summary>
    public required int Messages { get; init; }

    /// <summary>Digests that were accepted since.</summary>
    public required int Digests { get; init; }

    /// <summary>Alerts that those digests told of.</summary>
    public required int InDigests { get; init; }

    /// <summary>Whether there were more than are looked at, and the figures are of the newest.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Seconds from the finding to acceptance: what the runbook allows 2 minutes for. Null where none was sent.</summary>
    public required DeliveryTimes? SecondsFromFinding { get; init; }

    /// <summary>Seconds from the end of the judged window, the settle lag included; null where none was sent.</summary>
    public required DeliveryTimes? SecondsFromWindowEnd { get; init; }

    /// <summary>Seconds from the end of the last record; null where none was sent.</summary>
    public required DeliveryTimes? SecondsFromRecordEnd { get; init; }

    /// <summary>What waits, as the last dispatch left it; null before the first.</summary>
    public required ReadyOutbox? Outbox { get; init; }
}
