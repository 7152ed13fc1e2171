using FlowWatch.AwsSimulator.Logs.Execution;

namespace FlowWatch.AwsSimulator.Logs;

/// <summary>A log group and its events. Safe to add to while queries run.</summary>
public sealed class SimulatedLogGroup
{
    private readonly Lock gate = new();
    private readonly List<LogEvent> events = [];
    private readonly SortedDictionary<string, EventSource> sources = new(StringComparer.Ordinal);
    private readonly string log;
    private LogEvent[]? sorted;
    private long addedBytes;
    private DateTimeOffset? earliest;

    internal SimulatedLogGroup(string name, string account, string region, DateTimeOffset createdAt)
    {
        Name = name;
        Arn = $"arn:aws:logs:{region}:{account}:log-group:{name}";
        log = $"{account}:{name}";
        CreatedAt = createdAt;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The ARN, without the <c>:*</c> that policies need behind it.</summary>
    public string Arn { get; }

    /// <summary>When it was made, or its first event's time where that is earlier: tests put old events into new log groups.</summary>
    public DateTimeOffset CreatedAt
    {
        get => earliest < field ? earliest.Value : field;
        set;
    }

    /// <summary>Days after which events are gone; null, the default, for never.</summary>
    public int? RetentionInDays { get; set; }

    /// <summary>The class; Standard by default. To be set before events are added.</summary>
    public LogGroupClass Class { get; set; }

    /// <summary>The ARN of the key that encrypts it; null, the default, for CloudWatch Logs' own.</summary>
    public string? KmsKeyId { get; set; }

    /// <summary>What DescribeLogGroups says is stored; null, the default, for the bytes of all messages.</summary>
    public long? StoredBytes { get; set; }

    /// <summary>Who else gets the events.</summary>
    public IList<SimulatedSubscriptionFilter> SubscriptionFilters { get; } = [];

    /// <summary>How many events there are, with those that have not arrived yet.</summary>
    public int EventCount
    {
        get
        {
            lock (gate) return events.Count;
        }
    }

    internal long BytesStored
    {
        get
        {
            lock (gate) return StoredBytes ?? addedBytes;
        }
    }

    /// <summary>Puts events into a log stream.</summary>
    public void Add(string logStream, params IEnumerable<SimulatedLogEvent> added)
    {
        ArgumentException.ThrowIfNullOrEmpty(logStream);
        ArgumentNullException.ThrowIfNull(added);
        Add(added.Select(one => (logStream, one)));
    }

    /// <summary>Puts the records of a flow log into the streams of their interfaces; header lines are left out.</summary>
    public void AddFlowLog(IEnumerable<string> lines, FlowLogDelivery? delivery = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Add(FlowLogLines.Deliver(lines, delivery ?? new()));
    }

    /// <summary>Puts the records of a flow-log file, plain or gzip by its name, into the streams of their interfaces.</summary>
    public void LoadFile(string path, FlowLogDelivery? delivery = null) => AddFlowLog(FlowLogLines.Read(path), delivery);

    /// <summary>The events of a time, both ends included, that a retention has not removed.</summary>
    internal EventRange Between(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var all = Sorted();
        if (RetentionInDays is { } days && now.AddDays(-days) is var oldest && oldest > start) start = oldest;
        var first = FirstAt(all, start.ToUnixTimeMilliseconds());
        var last = FirstAt(all, end.ToUnixTimeMilliseconds() + 1);
        return new(all, first, Math.Max(first, last));
    }

    /// <summary>The streams, by name.</summary>
    internal IReadOnlyList<string> Streams()
    {
        lock (gate) return [.. sources.Keys];
    }

    /// <summary>All events in the order of their times.</summary>
    internal LogEvent[] Sorted()
    {
        lock (gate)
        {
            if (sorted is not null) return sorted;
            var all = events.ToArray();
            if (!IsInOrder(all)) Array.Sort(all, (left, right) => (left.Timestamp, left.Id).CompareTo((right.Timestamp, right.Id)));
            return sorted = all;
        }
    }

    private static bool IsInOrder(LogEvent[] all)
    {
        for (var index = 1; index < all.Length; index++)
        {
            if (all[index].Timestamp < all[index - 1].Timestamp) return false;
        }

        return true;
    }

    private static int FirstAt(LogEvent[] all, long time)
    {
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (all[middle].Timestamp < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void Add(IEnumerable<(string Stream, SimulatedLogEvent Event)> added)
    {
        lock (gate)
        {
            foreach (var (stream, one) in added)
            {
                if (!sources.TryGetValue(stream, out var source)) source = sources[stream] = new(log, stream, Class == LogGroupClass.Standard);
                events.Add(new(source, one.Timestamp.ToUnixTimeMilliseconds(), (one.IngestionTime ?? one.Timestamp).ToUnixTimeMilliseconds(), one.Message, events.Count));
                addedBytes += EventRange.BytesOf(one.Message);
                if (!(earliest <= one.Timestamp)) earliest = one.Timestamp;
            }

            sorted = null;
        }
    }
}
