using FlowWatch.Core.Incidents;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>POST incidents/{id}/resolve</c>: says that it is over and what it turned out to be.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="acting">Acts.</param>
public sealed class ResolveIncident(ApiBoundary boundary, IncidentActing acting)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = IncidentActing.Complete(ApiOperation.Of<ResolveIncident>("Says that it is over and what it turned out to be.", IncidentActing.Done));

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ResolveIncident))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "incidents/{id}/resolve")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, (call, stopping) => acting.ActAsync(call, IncidentEvent.Resolve, stopping), cancellationToken);
}
