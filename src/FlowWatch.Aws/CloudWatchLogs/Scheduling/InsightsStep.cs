namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>What to do after a call for a query has failed.</summary>
internal enum InsightsStep
{
    /// <summary>Nothing more: the outcome is known.</summary>
    GiveUp,

    /// <summary>Wait and call again: the service or the way to it failed.</summary>
    TryAgain,

    /// <summary>Wait and call again, and call less often: too many calls.</summary>
    SlowDown,

    /// <summary>Wait in line for another place, of which there are fewer for a while: too many queries run.</summary>
    NoRoom,
}
