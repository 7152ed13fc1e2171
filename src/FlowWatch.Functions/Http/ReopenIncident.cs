using FlowWatch.Core.Incidents;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>POST incidents/{id}/reopen</c>: says that it is not over after all.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="acting">Acts.</param>
public sealed class ReopenIncident(ApiBoundary boundary, IncidentActing acting)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = IncidentActing.Complete(ApiOperation.Of<ReopenIncident>("Says that it is not over after all.", IncidentActing.Done));

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ReopenIncident))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "incidents/{id}/reopen")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, (call, stopping) => acting.ActAsync(call, IncidentEvent.Reopen, stopping), cancellationToken);
}
