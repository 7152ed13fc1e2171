using FlowWatch.Core.Suppressions;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Http;

/// <summary><c>DELETE suppressions/{id}</c>: what it held back is found again from the next window that is judged.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="store">Those that were added.</param>
/// <param name="register">All of them.</param>
/// <param name="logger">Is told what is no longer held back.</param>
public sealed class RemoveSuppression(ApiBoundary boundary, SuppressionStore store, SuppressionRegister register, ILogger<RemoveSuppression> logger)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<RemoveSuppression>("Removes a suppression that was added, and its hits.", new ApiResponse(204, "It is gone.", null)) with
    {
        Parameters = [SuppressionParameter.Id, EntityTags.IfMatch],
        Problems = [ApiProblemType.NotFound, ApiProblemType.OfConfiguration, ApiProblemType.Changed],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(RemoveSuppression))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "suppressions/{id}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var id = call.Arguments.Required(SuppressionParameter.Id);
        if (SuppressionId.IsOfConfiguration(id))
        {
            return await register.FindAsync(id, cancellationToken).ConfigureAwait(false) is null
                ? SuppressionParameter.None
                : ApiAnswer.Problem(ApiProblemType.OfConfiguration, "It stands in the configuration; remove it there and restart the host.");
        }

        string? version = null;
        if (call.Arguments.TryGet(EntityTags.IfMatch, out var tag) && tag != "*")
        {
            if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } stored) return SuppressionParameter.None;
            if (!EntityTags.IsMeant(call.Arguments, stored.Version)) return Changed;
            version = stored.Version;
        }

        switch (await store.RemoveAsync(id, version, cancellationToken).ConfigureAwait(false))
        {
            case SuppressionRemoval.NotFound:
                return SuppressionParameter.None;
            case SuppressionRemoval.Changed:
                return Changed;
            default:
                HostLog.SuppressionRemoved(logger, id, call.Trace.TraceId.ToString());
                return ApiAnswer.NoContent();
        }
    }

    private static ApiAnswer Changed => ApiAnswer.Problem(ApiProblemType.Changed, "It is not the version that If-Match names any more. Read it again and decide anew.");
}
