using System.Collections.Concurrent;
using Amazon.CloudWatchLogs;
using FlowWatch.Aws.Clients;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>
/// Runs Logs Insights queries within what AWS allows each account and region: so many at once, so many starts and asks a second. One
/// object for a process, because AWS counts all of its queries together.
/// </summary>
public sealed class InsightsQueryScheduler : IInsightsQueries
{
    // Any number does; with the same one two runs pause alike.
    private const int Seed = 20260105;

    private readonly ConcurrentDictionary<(string Account, string Region), QueryLane> lanes = new();
    private readonly Jitter jitter = new(Seed);
    private readonly Func<MonitoredTarget, IAmazonCloudWatchLogs> clients;
    private readonly InsightsSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    /// <summary>A scheduler; nothing is asked yet.</summary>
    /// <param name="clients">The clients of the deployment.</param>
    /// <param name="settings">How many at once, how fast, how long.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="logger">Is told what was tried again, and what went wrong.</param>
    public InsightsQueryScheduler(AwsClients clients, InsightsSettings settings, TimeProvider time, ILogger<InsightsQueryScheduler> logger)
        : this(clients.LogsWithoutRetries, settings, time, logger)
    {
    }

    internal InsightsQueryScheduler(Func<MonitoredTarget, IAmazonCloudWatchLogs> clients, InsightsSettings settings, TimeProvider time, ILogger logger) =>
        (this.clients, this.settings, this.time, this.logger) = (clients, settings, time, logger);

    /// <summary>Queries that wait until others of their account and region have ended.</summary>
    public int WaitingForPlaces => lanes.Values.Sum(lane => lane.Slots.Waiting);

    /// <inheritdoc/>
    public async Task<InsightsResult> RunAsync(InsightsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var lane = lanes.GetOrAdd((request.Target.Account, request.Target.Region), _ => new QueryLane(settings, time));
        var client = clients(request.Target);
        var result = await new QueryRun(request, client, lane, settings, jitter, time, logger).RunAsync(cancellationToken).ConfigureAwait(false);
        if (result.Outcome != InsightsOutcome.NotKept) return result;

        // Before the log group was made nothing could be delivered to it: no rows is the answer. What its retention took away is unknown.
        var details = await new LogGroupReader(client).DetailsAsync(request.Target.LogGroup, cancellationToken).ConfigureAwait(false);
        return details is { IsKnown: true, Value.CreatedAt: { } made } && request.ToInclusive < made.ToUnixTimeSeconds()
            ? result with { Outcome = InsightsOutcome.Complete, Message = null }
            : result;
    }
}
