using Microsoft.Extensions.Logging;

namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>What is logged about Logs Insights queries. Never the text of a query: it may hold what somebody looked for.</summary>
internal static partial class SchedulingLog
{
    [LoggerMessage(EventIds.QueryStarted, LogLevel.Debug, "Query {Name} of {Target} started as {QueryId} after {Waited}.", EventName = nameof(EventIds.QueryStarted))]
    public static partial void QueryStarted(ILogger logger, string name, string target, string queryId, TimeSpan waited);

    [LoggerMessage(EventIds.QueryTriedAgain, LogLevel.Information, "Query {Name} of {Target}: {Message}; next attempt in {Pause}.", EventName = nameof(EventIds.QueryTriedAgain))]
    public static partial void QueryTriedAgain(ILogger logger, string name, string target, string message, TimeSpan pause);

    [LoggerMessage(EventIds.NoRoomForQuery, LogLevel.Warning, "Too many queries run in account {Account}, {Region}: FlowWatch runs {Allowed} at once for a while.", EventName = nameof(EventIds.NoRoomForQuery))]
    public static partial void NoRoomForQuery(ILogger logger, string account, string region, int allowed);

    [LoggerMessage(EventIds.QueryMalformed, LogLevel.Error, "Query {Name} of {Target} is a bug of FlowWatch, please report it: {Message}", EventName = nameof(EventIds.QueryMalformed))]
    public static partial void QueryMalformed(ILogger logger, string name, string target, string message);

    [LoggerMessage(EventIds.QueryNotStopped, LogLevel.Warning, "Query {Name} of {Target} ({QueryId}) could not be stopped and may run on at AWS: {Message}", EventName = nameof(EventIds.QueryNotStopped))]
    public static partial void QueryNotStopped(ILogger logger, string name, string target, string queryId, string message);
}
