namespace FlowWatch.Core.Targets;

/// <summary>How people are told of incidents.</summary>
public sealed record AlertSettings
{
    /// <summary>Messages that a topic gets in an hour of the clock, one by one; what is more stands in one digest. Default: 30.</summary>
    public int Budget { get; init; } = 30;

    /// <summary>Where more than so many alerts wait for a topic at once, they stand in one digest and none is sent alone. Default: 100, more than three hours of the default budget.</summary>
    public int StormSize { get; init; } = 100;

    /// <summary>After how long people are told again of an incident that goes on. Default: 6 hours.</summary>
    public TimeSpan Renotify { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Whether people are told that an incident is over. Default: no.</summary>
    public bool OnResolve { get; init; }

    /// <summary>After how long without being seen an incident counts as over. Default: 24 hours.</summary>
    public TimeSpan QuietAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long incidents that are over, and what was sent, are remembered. Default: 100 days, so that a quarter can be proven.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(100);

    /// <summary>After how long a message that no topic accepts is not tried alone any more but waits in the digest. Default: 1 day.</summary>
    public TimeSpan ParkAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>After how long a message that waits is an alarm of its own. Default: 10 minutes; the runbook allows 2 for one that does not wait.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After how long without any record a target is an alarm. Default: 1 hour.</summary>
    public TimeSpan NoRecordsAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What the path <c>incidents/{id}</c> is put after, for links in messages; null: no links. Without a slash at the end.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>How webhooks are called.</summary>
    public WebhookSettings Webhook { get; init; } = new();

    /// <summary>When people are not told of severity medium; null: they always are.</summary>
    public QuietHours? QuietHours { get; init; }
}
