using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET health/live</c>: the host answers. Reads and asks nothing, and needs no key.</summary>
/// <param name="boundary">What every request passes.</param>
public sealed class GetLiveness(ApiBoundary boundary)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetLiveness>("Says that the host answers, and nothing else.", new ApiResponse(200, "It does.", typeof(Liveness))) with { NeedsConfiguration = false };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetLiveness))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, (_, _) => Task.FromResult(ApiAnswer.Ok(new Liveness("live"))), cancellationToken);
}
