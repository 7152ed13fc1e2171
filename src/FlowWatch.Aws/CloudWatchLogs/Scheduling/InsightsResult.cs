namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>What came of one query.</summary>
public sealed record InsightsResult
{
    /// <summary>Whether it ran to its end, and if not, why.</summary>
    public required InsightsOutcome Outcome { get; init; }

    /// <summary>The rows, by field name, values as AWS gives them; an absent value has no entry. Empty unless complete.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows { get; init; } = [];

    /// <summary>What was read, also where it then failed, as far as AWS told.</summary>
    public InsightsStatistics Statistics { get; init; } = InsightsStatistics.None;

    /// <summary>How many queries were started for it: more than one where it was tried again.</summary>
    public int QueriesStarted { get; init; }

    /// <summary>How long it waited for its turn before it was started.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>What AWS said, for people, cleaned of anything secret; null where it is complete.</summary>
    public string? Message { get; init; }

    /// <summary>The IAM action of the call that failed last: a query is started, asked for and stopped. Null where no call failed.</summary>
    public string? Action { get; init; }
}
