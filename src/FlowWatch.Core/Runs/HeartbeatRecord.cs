namespace FlowWatch.Core.Runs;

/// <summary>A sign of life of a host, and what it saw.</summary>
public sealed record HeartbeatRecord
{
    /// <summary>How old the last sign of life may be: three of the heartbeat's five minutes.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>When it was given.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Which host and process gave it.</summary>
    public required string Host { get; init; }

    /// <summary>The version it runs.</summary>
    public required string FlowWatchVersion { get; init; }

    /// <summary>Targets it watches.</summary>
    public required int Targets { get; init; }

    /// <summary>Windows that nobody has begun.</summary>
    public required int DueWindows { get; init; }

    /// <summary>Windows that are being judged.</summary>
    public required int OpenWindows { get; init; }

    /// <summary>Windows that failed and are tried again.</summary>
    public required int FailedWindows { get; init; }

    /// <summary>Windows that have waited longer than is tolerated.</summary>
    public required int AgedWindows { get; init; }

    /// <summary>How long ago the oldest window that is not judged ended, in seconds; null where all are judged.</summary>
    public required double? OldestUnjudgedSeconds { get; init; }

    /// <summary>Alerts that wait to be sent, those that wait for a digest with them.</summary>
    public int WaitingAlerts { get; init; }

    /// <summary>How long the oldest of those waits, in seconds; null where none does.</summary>
    public double? OldestAlertSeconds { get; init; }

    /// <summary>Alerts that no topic accepted for too long; they stand in the next digest.</summary>
    public int ParkedAlerts { get; init; }

    /// <summary>Topics that do not accept alerts.</summary>
    public int FailingTopics { get; init; }
}
