namespace FlowWatch.Core.Accounts;

/// <summary>The CloudWatch log groups of one account and region: how they are set up, and what came lately. A missing log group is the failure NotFound.</summary>
public interface ILogGroupReader
{
    /// <summary>How a log group is set up. Needs logs:DescribeLogGroups.</summary>
    /// <param name="logGroup">Its name.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<LogGroupDetails>> DetailsAsync(string logGroup, CancellationToken cancellationToken);

    /// <summary>When something last came. Needs logs:DescribeLogStreams.</summary>
    /// <param name="logGroup">Its name.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<LogGroupActivity>> ActivityAsync(string logGroup, CancellationToken cancellationToken);

    /// <summary>
    /// The events of a stretch of time, oldest first; never more than asked for, and never silently fewer. Needs logs:FilterLogEvents.
    /// It costs no Logs Insights query, but is slow over much data: for a few minutes, not for days.
    /// </summary>
    /// <param name="filter">Which events.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<LogEvents>> EventsAsync(LogEventFilter filter, CancellationToken cancellationToken);
}
