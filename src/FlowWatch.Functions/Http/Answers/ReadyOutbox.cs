using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Targets;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>The alerts that wait to be sent.</summary>
/// <param name="CountedAt">When they were counted: by the last dispatch.</param>
/// <param name="Waiting">Alerts that wait, those in digests with them.</param>
/// <param name="OldestSeconds">How long the oldest waits; null where none does.</param>
/// <param name="InDigests">Alerts that wait for a digest.</param>
/// <param name="Parked">Of those, alerts that no topic accepted for too long.</param>
/// <param name="FailingTopics">Topics that do not accept.</param>
/// <param name="Stranded">Alerts of targets that the settings no longer name, for addresses that no target names; among those that wait.</param>
/// <param name="IsStuck">Whether an alert waits for too long because its topic does not accept, alerts are parked or stranded, or nothing was dispatched for as long.</param>
public sealed record ReadyOutbox(DateTimeOffset CountedAt, int Waiting, double? OldestSeconds, int InDigests, int Parked, IReadOnlyList<string> FailingTopics, IReadOnlyList<StrandedAlerts> Stranded, bool IsStuck)
{
    /// <summary>What the last dispatch left.</summary>
    public static ReadyOutbox Of(OutboxStatus status, AlertSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(settings);
        double? oldest = status.Oldest is { } at ? Math.Round((now - at).TotalSeconds) : null;
        return new ReadyOutbox(status.At, status.Waiting, oldest, status.InDigests, status.Parked, [.. status.Failing.Select(topic => topic.Topic)], status.Stranded, status.Parked > 0 || status.Stranded.Count > 0 || status.StuckFor(now) >= settings.StuckAfter || now - status.At >= settings.StuckAfter);
    }
}
