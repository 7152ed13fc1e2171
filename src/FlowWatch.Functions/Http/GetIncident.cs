using FlowWatch.Core.Incidents;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET incidents/{id}</c>: one incident.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="incidents">The incidents.</param>
public sealed class GetIncident(ApiBoundary boundary, IncidentStore incidents)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetIncident>(
        "Tells of one incident: its history and its latest finding.",
        new ApiResponse(200, "The incident.", typeof(IncidentDetails), new Dictionary<string, string> { ["ETag"] = "Its version, for If-Match." })) with
    { Parameters = [IncidentParameter.Id], Problems = [ApiProblemType.NotFound] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetIncident))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "incidents/{id}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken) =>
        await incidents.FindAsync(call.Arguments.Required(IncidentParameter.Id), cancellationToken).ConfigureAwait(false) is { } incident
            ? ApiAnswer.Ok(IncidentDetails.Of(incident)) with { EntityTag = EntityTags.Of(incident.Version) }
            : IncidentParameter.None;
}
