using FlowWatch.Core.Runs;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>Whether the host can do its work.</summary>
public sealed record Readiness
{
    /// <summary><c>ready</c>; <c>degraded</c>: it works, and something waits for too long or is left out; <c>notReady</c>: it cannot work.</summary>
    public required string Status { get; init; }

    /// <summary>Version of FlowWatch.</summary>
    public required string Version { get; init; }

    /// <summary>The configuration.</summary>
    public required ReadyConfiguration Configuration { get; init; }

    /// <summary>The state.</summary>
    public required ReadyState State { get; init; }

    /// <summary>The checks.</summary>
    public required IReadOnlyList<ReadyCheck> Checks { get; init; }

    /// <summary>The last sign of life of any host; null before the first, and where the state cannot be read.</summary>
    public HeartbeatRecord? Heartbeat { get; init; }

    /// <summary>How long ago that was; over 900 seconds the status is degraded, because timers do not fire. Null where there is none.</summary>
    public double? HeartbeatAgeSeconds { get; init; }

    /// <summary>The alerts that wait to be sent; null before the first dispatch, and where the state cannot be read.</summary>
    public ReadyOutbox? Outbox { get; init; }
}
