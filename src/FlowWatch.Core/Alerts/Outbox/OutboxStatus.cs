namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>How much waits to be sent.</summary>
public sealed record OutboxStatus
{
    /// <summary>When it was counted.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Notices that are due and wait, each topic's apart; those in digests with them.</summary>
    public required int Waiting { get; init; }

    /// <summary>When the oldest of those was made; null where none waits.</summary>
    public required DateTimeOffset? Oldest { get; init; }

    /// <summary>Notices that wait in digests.</summary>
    public required int InDigests { get; init; }

    /// <summary>Of those, notices that no topic accepted for too long.</summary>
    public required int Parked { get; init; }

    /// <summary>Topics that do not accept, with what was wrong.</summary>
    public required IReadOnlyList<TopicState> Failing { get; init; }

    /// <summary>Notices of targets that the settings no longer name, for addresses that no target names. They are among those that wait.</summary>
    public IReadOnlyList<StrandedAlerts> Stranded { get; init; } = [];

    /// <summary>How long the oldest notice waits for a topic that does not accept; null where none does. What waits for the next hour's digest is not stuck.</summary>
    public TimeSpan? StuckFor(DateTimeOffset now) => Failing.Count == 0 || Oldest is not { } oldest ? null : now - oldest;
}
