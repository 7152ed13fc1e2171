using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws;

/// <summary>
/// Guards one look-up: whatever goes wrong on the way to AWS and back becomes a failure that is reported, so that one refused
/// call never hides what other calls found.
/// </summary>
internal static class FactLookup
{
    /// <summary>Asks; only a cancellation that the caller asked for is thrown.</summary>
    /// <param name="action">The IAM action that is tried.</param>
    /// <param name="resource">What it is tried on: an ARN, a name, or <c>*</c>.</param>
    /// <param name="ask">Asks AWS, and gives the fact.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public static async Task<Fact<T>> AskAsync<T>(string action, string resource, Func<Task<Fact<T>>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception error) when (!(error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return AwsFailures.From(error, action, resource);
        }
    }
}
