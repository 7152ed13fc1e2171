namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>
/// Runs Logs Insights queries to their end: starts them within the limits of account and region, waits, reads the rows of
/// complete ones, and stops what nobody waits for any more. Safe to use from many threads.
/// </summary>
public interface IInsightsQueries
{
    /// <summary>Runs one query.</summary>
    /// <param name="request">What to ask, where, and of which time.</param>
    /// <param name="cancellationToken">Stops the query at AWS too.</param>
    /// <returns>The rows, or why there are none. Nothing that AWS answers is an exception.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled by the caller.</exception>
    Task<InsightsResult> RunAsync(InsightsRequest request, CancellationToken cancellationToken);
}
