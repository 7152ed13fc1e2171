namespace FlowWatch.Core.Accounts;

/// <summary>An event of a log group.</summary>
/// <param name="Id">AWS's id of it. Two searches that overlap give the same event the same id.</param>
/// <param name="Time">Its time: for a flow log the start of its capture window.</param>
/// <param name="IngestedAt">When it came; null where AWS does not tell.</param>
/// <param name="Stream">Its log stream: for a flow log the network interface and the traffic type.</param>
/// <param name="Message">Its text, as it came: anybody's.</param>
public sealed record LogEvent(string Id, DateTimeOffset Time, DateTimeOffset? IngestedAt, string Stream, string Message);
