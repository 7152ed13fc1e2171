namespace FlowWatch.Core.Accounts;

/// <summary>Events of a log group.</summary>
/// <param name="Events">The events, oldest first.</param>
/// <param name="IsComplete">Whether these are all that fit the filter so far; false where a limit of the filter ended the search.</param>
public sealed record LogEvents(IReadOnlyList<LogEvent> Events, bool IsComplete);
