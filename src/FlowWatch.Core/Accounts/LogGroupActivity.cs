namespace FlowWatch.Core.Accounts;

/// <summary>When something last came into a log group. AWS updates these times with a delay, usually within an hour.</summary>
/// <param name="LastEventAt">The time of the newest event (for a flow log the start of its capture window); null where none ever came.</param>
/// <param name="LastIngestedAt">When the newest event came; null where none ever did, and where AWS does not tell.</param>
public sealed record LogGroupActivity(DateTimeOffset? LastEventAt, DateTimeOffset? LastIngestedAt);
