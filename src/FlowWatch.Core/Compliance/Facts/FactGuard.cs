using FlowWatch.Core.Accounts;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>Makes a failure of whatever goes wrong, so that one part that breaks hides no other.</summary>
internal static class FactGuard
{
    /// <summary>What stands in place of an IAM action where FlowWatch's own state could not be read.</summary>
    public const string State = "FlowWatch state";

    /// <summary>Looks something up.</summary>
    /// <param name="action">What is tried, for the failure.</param>
    /// <param name="resource">On what.</param>
    /// <param name="lookup">The look.</param>
    /// <param name="cancellationToken">The caller's; only its cancellation is thrown.</param>
    public static async Task<Fact<T>> RunAsync<T>(string action, string resource, Func<Task<Fact<T>>> lookup, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await lookup().ConfigureAwait(false);
        }
        catch (StateException error)
        {
            return new FactFailure(FactFailureKind.Unavailable, State, resource, error.Message);
        }
#pragma warning disable CA1031 // Whatever breaks here must not hide the other facts; it is reported as not verified.
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new FactFailure(FactFailureKind.Unexpected, action, resource, $"{error.GetType().Name}: {SecretFreeText.Of(error.Message)}");
        }
    }
}
