using FlowWatch.AwsSimulator.Logs.Execution;

namespace FlowWatch.AwsSimulator.Logs;

/// <summary>A query that was started.</summary>
public sealed class SimulatedQuery
{
    private readonly Lock gate = new();
    private readonly Lazy<QueryOutcome> whole;
    private readonly Lazy<QueryOutcome> partial;
    private readonly TimeSpan timeout;
    private QueryCourse course = QueryCourse.AtOnce;
    private DateTimeOffset? stoppedAt;

    internal SimulatedQuery(string id, QueryQuestion question, DateTimeOffset startedAt, SimulatedLogsOptions options)
    {
        Id = id;
        Account = question.Account;
        Region = question.Region;
        Text = question.Text;
        LogGroups = [.. question.LogGroups.Select(group => group.Name)];
        Start = question.Start;
        End = question.End;
        Limit = question.Limit;
        StartedAt = startedAt;
        timeout = options.QueryTimeout;
        // What was there when the query started is what it sees, whenever it is asked.
        EventRange[] ranges = [.. question.LogGroups.Select(group => group.Between(question.Start, question.End, startedAt))];
        var context = new QueryContext(
            options.Dialect, startedAt.ToUnixTimeMilliseconds(), question.Start.ToUnixTimeMilliseconds(), question.End.ToUnixTimeMilliseconds());
        var seen = options.PartialResults;
        whole = new(() => question.Plan.Execute(ranges, context, question.Limit));
        partial = new(() => question.Plan.Execute([.. ranges.Select(range => range.Part(seen))], context, question.Limit));
    }

    /// <summary>The id that StartQuery gave.</summary>
    public string Id { get; }

    /// <summary>The account of the one who asked.</summary>
    public string Account { get; }

    /// <summary>The region.</summary>
    public string Region { get; }

    /// <summary>The query.</summary>
    public string Text { get; }

    /// <summary>The names of the log groups.</summary>
    public IReadOnlyList<string> LogGroups { get; }

    /// <summary>The first second asked for.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The last second asked for.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The limit given beside the query; null for none.</summary>
    public int? Limit { get; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>What the query finds once it is complete.</summary>
    internal QueryOutcome Outcome => whole.Value;

    /// <summary>How the query goes.</summary>
    internal QueryCourse Course
    {
        get => course;
        set => course = value;
    }

    /// <summary>
    /// What GetQueryResults calls the query's state at a time: <c>Scheduled</c>, <c>Running</c>, <c>Complete</c>, <c>Failed</c>,
    /// <c>Cancelled</c>, <c>Timeout</c> or <c>Unknown</c>.
    /// </summary>
    public string StatusAt(DateTimeOffset now)
    {
        lock (gate)
        {
            if (stoppedAt <= now) return "Cancelled";
            var runsFrom = StartedAt + course.Scheduled;
            var timesOutAt = StartedAt + timeout;
            if (course.Running != Timeout.InfiniteTimeSpan && runsFrom + course.Running is var ends && now >= ends && ends <= timesOutAt)
            {
                return course.End.ToString();
            }

            if (now >= timesOutAt) return "Timeout";
            return now < runsFrom ? "Scheduled" : "Running";
        }
    }

    /// <summary>Whether the query counts among those that run at once.</summary>
    internal bool IsActiveAt(DateTimeOffset now) => StatusAt(now) is "Scheduled" or "Running";

    /// <summary>What the query has found by a time; null while it waits.</summary>
    internal QueryOutcome? OutcomeAt(DateTimeOffset now) => StatusAt(now) switch
    {
        "Scheduled" => null,
        "Complete" => whole.Value,
        _ => partial.Value,
    };

    /// <summary>Stops the query; false when it has ended.</summary>
    internal bool TryStop(DateTimeOffset now)
    {
        lock (gate)
        {
            if (!IsActiveAt(now)) return false;
            stoppedAt = now;
            return true;
        }
    }
}
