using FlowWatch.Core.Suppressions;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET suppressions/{id}</c>: one suppression.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="register">The suppressions.</param>
public sealed class GetSuppression(ApiBoundary boundary, SuppressionRegister register)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetSuppression>(
        "Tells of one suppression and its hits.",
        new ApiResponse(200, "The suppression.", typeof(SuppressionItem), new Dictionary<string, string> { ["ETag"] = "Its version, for If-Match; not of one of the configuration." })) with
    { Parameters = [SuppressionParameter.Id], Problems = [ApiProblemType.NotFound] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetSuppression))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "suppressions/{id}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken) =>
        await register.FindAsync(call.Arguments.Required(SuppressionParameter.Id), cancellationToken).ConfigureAwait(false) is { } found
            ? ApiAnswer.Ok(SuppressionItem.Of(found)) with { EntityTag = found.Stored is { } stored ? EntityTags.Of(stored.Version) : null }
            : SuppressionParameter.None;
}
