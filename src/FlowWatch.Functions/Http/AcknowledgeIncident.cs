using FlowWatch.Core.Incidents;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>POST incidents/{id}/acknowledge</c>: says that somebody is at it; reminders stop.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="acting">Acts.</param>
public sealed class AcknowledgeIncident(ApiBoundary boundary, IncidentActing acting)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = IncidentActing.Complete(ApiOperation.Of<AcknowledgeIncident>("Says that somebody is at it; reminders stop.", IncidentActing.Done));

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(AcknowledgeIncident))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "incidents/{id}/acknowledge")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, (call, stopping) => acting.ActAsync(call, IncidentEvent.Acknowledge, stopping), cancellationToken);
}
