using System.Text.Json.Nodes;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET openapi.json</c>: what this interface takes and answers, made from what the functions themselves use.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="host">Who this is.</param>
public sealed class GetOpenApi(ApiBoundary boundary, HostIdentity host)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetOpenApi>("Describes this interface (OpenAPI 3.1).", new ApiResponse(200, "The description.", typeof(JsonObject))) with { NeedsConfiguration = false };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetOpenApi))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "openapi.json")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, (call, _) => Task.FromResult(ApiAnswer.Ok(OpenApiDocument.Of(ApiCatalog.All, call.PathOf(Operation.Route, "").TrimEnd('/'), host.Version))), cancellationToken);
}
