using System.Collections.Concurrent;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>What all queries of one account and region share, because AWS counts them together.</summary>
/// <param name="settings">How many at once, and how fast.</param>
/// <param name="time">Tells the time.</param>
internal sealed class QueryLane(InsightsSettings settings, TimeProvider time)
{
    /// <summary>
    /// GetQueryResults calls within a second: the quota that AWS documents for an account and region (10, as for StartQuery; earlier 5).
    /// </summary>
    public const int AsksPerSecond = 10;

    private readonly ConcurrentDictionary<string, PollingPace> paces = new(StringComparer.Ordinal);

    /// <summary>Queries that run at once.</summary>
    public FairSlots Slots { get; } = new(settings.ConcurrentQueries, time);

    /// <summary>StartQuery calls.</summary>
    public PacedCalls Starts { get; } = new(settings.StartsPerSecond, evenly: true, time);

    /// <summary>GetQueryResults calls.</summary>
    public PacedCalls Asks { get; } = new(AsksPerSecond, evenly: false, time);

    /// <summary>When queries of a name are asked for.</summary>
    public PollingPace Pace(string name) => paces.GetOrAdd(name, _ => new PollingPace());
}
