namespace FlowWatch.Core.Targets;

/// <summary>How CloudWatch Logs Insights is asked.</summary>
public sealed record InsightsSettings
{
    /// <summary>Queries that may run at once in one account and region. Default: 20.</summary>
    public int ConcurrentQueries { get; init; } = 20;

    /// <summary>Queries that may be started within a second in one account and region. Default: 8.</summary>
    public int StartsPerSecond { get; init; } = 8;

    /// <summary>How long a query may take from its start; then it is stopped. Default: 10 minutes.</summary>
    public TimeSpan QueryDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most parts that a window is split into when its result reaches the row limit. Default: 32.</summary>
    public int MaximumSlices { get; init; } = 32;

    /// <summary>What AWS charges for scanning a gigabyte (10^9 bytes), in US dollars; for estimates only. Default: 0.005, the list price of US East (N. Virginia).</summary>
    public decimal PricePerGigabyte { get; init; } = 0.005m;
}
