namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>What a failed call means for a query.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Outcome">The outcome, now or when time is up.</param>
/// <param name="Message">What AWS said, for people, cleaned of anything secret.</param>
/// <param name="Action">The IAM action of the call that failed; null where no call did.</param>
internal sealed record InsightsProblem(InsightsStep Step, InsightsOutcome Outcome, string Message, string? Action = null);
