namespace FlowWatch.Core.Accounts;

/// <summary>Which events of a log group.</summary>
public sealed record LogEventFilter
{
    /// <summary>Name of the log group.</summary>
    public required string LogGroup { get; init; }

    /// <summary>The earliest time of an event; it belongs to the stretch.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The latest time of an event; it belongs to the stretch. Null for whatever has come so far.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>CloudWatch's filter pattern: <c>[version, account, eni, source, …, action="REJECT", status]</c>, <c>"10.0.0.7"</c>. Null for all events.</summary>
    public string? Pattern { get; init; }

    /// <summary>What the names of the log streams begin with: an <c>eni-…</c> for one network interface. Null for all.</summary>
    public string? StreamPrefix { get; init; }

    /// <summary>The most events. Default: 1,000.</summary>
    public int MaximumEvents { get; init; } = 1_000;

    /// <summary>
    /// The most pages that AWS is asked for. CloudWatch gives empty pages while it searches, and may give very many of them. Default: 200.
    /// </summary>
    public int MaximumPages { get; init; } = 200;
}
