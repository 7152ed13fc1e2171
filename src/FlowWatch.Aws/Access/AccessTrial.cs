using FlowWatch.Core.Diagnostics.Access;

namespace FlowWatch.Aws.Access;

/// <summary>How an action is tried without changing anything.</summary>
/// <param name="Try">Tries it; throws what the SDK throws.</param>
/// <param name="AllowedCodes">AWS's error codes that only somebody gets to see who is allowed: what was asked about is not there.</param>
internal sealed record AccessTrial(Func<NeededAction, TrialPlace, CancellationToken, Task<TrialResult>> Try, params IReadOnlyList<string> AllowedCodes)
{
    /// <summary>An action whose answer says no more than that it was given.</summary>
    public static AccessTrial Ask(Func<TrialPlace, CancellationToken, Task> call, params IReadOnlyList<string> allowedCodes) => new(
        async (_, place, cancellationToken) =>
        {
            await call(place, cancellationToken).ConfigureAwait(false);
            return TrialResult.Answered;
        },
        allowedCodes);
}
