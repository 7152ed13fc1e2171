namespace FlowWatch.AwsSimulator.Logs;

/// <summary>How a query goes, by the simulator's time.</summary>
public sealed record QueryCourse
{
    /// <summary>A query that is complete as soon as it is started.</summary>
    public static QueryCourse AtOnce { get; } = new();

    /// <summary>A query that runs until it is stopped or its time is over.</summary>
    public static QueryCourse Never { get; } = new() { Running = Timeout.InfiniteTimeSpan };

    /// <summary>How long it waits before it runs. Default: not at all.</summary>
    public TimeSpan Scheduled { get; init; }

    /// <summary>How long it runs; <see cref="Timeout.InfiniteTimeSpan"/> for ever. Default: not at all.</summary>
    public TimeSpan Running { get; init; }

    /// <summary>How it ends. Default: with all rows.</summary>
    public QueryEnd End { get; init; }

    /// <summary>A query that runs for a time and then is complete.</summary>
    public static QueryCourse Of(TimeSpan running) => new() { Running = running };
}
