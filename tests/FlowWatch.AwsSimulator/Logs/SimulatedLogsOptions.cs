using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs;

/// <summary>The quotas of CloudWatch Logs and how queries go. To be changed at any time.</summary>
public sealed class SimulatedLogsOptions
{
    /// <summary>Queries of an account and region at once; one more is a LimitExceededException. Default: 100 (user guide; older pages: 30 and 10).</summary>
    public int MaximumConcurrentQueries { get; set; } = 100;

    /// <summary>Queries that an account may start in a region within a second; one more is a ThrottlingException. Default: no limit.</summary>
    public int? StartsPerSecond { get; set; }

    /// <summary>Log groups of one query. Default: 50.</summary>
    public int MaximumLogGroups { get; set; } = 50;

    /// <summary>How long a query may take before it ends as Timeout. Default: 60 minutes.</summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How long results can be had. Default: 7 days.</summary>
    public TimeSpan ResultsKept { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many queries are remembered, the newest; 10,000 by default, for the simulator's memory.</summary>
    public int QueriesKept { get; set; } = 10_000;

    /// <summary>What a running query has looked at when it is asked for its rows, from 0 to 1. Default: half.</summary>
    public double PartialResults { get; set; } = 0.5;

    /// <summary>How each query goes. Default: at once.</summary>
    public Func<SimulatedQuery, QueryCourse> Course { get; set; } = _ => QueryCourse.AtOnce;

    /// <summary>The answers to what the documentation of the query language leaves open.</summary>
    public QueryDialect Dialect { get; set; } = new();

    /// <summary>The most that one answer of a Describe operation holds, also where more is asked for. Default: 50, CloudWatch Logs' own.</summary>
    public int LargestPage { get; set; } = 50;

    /// <summary>How many pages without events FilterLogEvents sends ahead, each with a token for more. Default: none.</summary>
    public int EmptyFilterPages { get; set; }
}
