using System.Globalization;

namespace FlowWatch.AwsSimulator.Logs;

/// <summary>The queries that were started, and the quotas they are under.</summary>
internal sealed class QueryRegistry(SimulatedLogsOptions options)
{
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, SimulatedQuery> queries = new(StringComparer.Ordinal);
    private readonly Queue<SimulatedQuery> byAge = new();
    private readonly Dictionary<(string Account, string Region), List<SimulatedQuery>> active = [];
    private readonly Dictionary<(string Account, string Region), Queue<DateTimeOffset>> starts = [];
    private long started;
    private int mostAtOnce;
    private long bytes;
    private long records;
    private long stops;

    /// <summary>The queries remembered, oldest first.</summary>
    public IReadOnlyList<SimulatedQuery> All
    {
        get
        {
            lock (gate) return [.. byAge];
        }
    }

    /// <summary>What queries did so far.</summary>
    public LogsCounters Counters
    {
        get
        {
            lock (gate) return new(started, mostAtOnce, bytes, records, stops);
        }
    }

    /// <summary>Counts an attempt to start a query; false when there were too many within a second.</summary>
    public bool TryCountStart(string account, string region, DateTimeOffset now)
    {
        lock (gate)
        {
            if (options.StartsPerSecond is not { } most) return true;
            if (!starts.TryGetValue((account, region), out var times)) times = starts[(account, region)] = new();
            while (times.TryPeek(out var oldest) && now - oldest >= RateWindow) times.Dequeue();
            if (times.Count >= most) return false;
            times.Enqueue(now);
            return true;
        }
    }

    /// <summary>Starts a query; null when as many run as may.</summary>
    public SimulatedQuery? TryStart(QueryQuestion question, DateTimeOffset now)
    {
        SimulatedQuery query;
        lock (gate)
        {
            if (!active.TryGetValue((question.Account, question.Region), out var running)) running = active[(question.Account, question.Region)] = [];
            running.RemoveAll(one => !one.IsActiveAt(now));
            if (running.Count >= options.MaximumConcurrentQueries) return null;
            query = new(NextId(), question, now, options);
            query.Course = options.Course(query);
            running.Add(query);
            mostAtOnce = Math.Max(mostAtOnce, running.Count);
            queries.Add(query.Id, query);
            byAge.Enqueue(query);
            while (byAge.Count > options.QueriesKept) queries.Remove(byAge.Dequeue().Id);
        }

        // A query that never ends would only be run for nothing.
        if (query.Course.Running == Timeout.InfiniteTimeSpan) return query;
        var outcome = query.Outcome;
        lock (gate)
        {
            bytes += outcome.BytesScanned;
            records += outcome.RecordsScanned;
        }

        return query;
    }

    /// <summary>A query of an account and region; null when there is none or its results are gone.</summary>
    public SimulatedQuery? Find(string id, string account, string region, DateTimeOffset now)
    {
        lock (gate)
        {
            return queries.TryGetValue(id, out var query) && query.Account == account && query.Region == region && now - query.StartedAt < options.ResultsKept
                ? query
                : null;
        }
    }

    /// <summary>Stops a query; false when it has ended.</summary>
    public bool TryStop(SimulatedQuery query, DateTimeOffset now)
    {
        if (!query.TryStop(now)) return false;
        lock (gate) stops++;
        return true;
    }

    private string NextId() => "10000000-0000-4000-8000-" + (++started).ToString("x12", CultureInfo.InvariantCulture);
}
