using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Incidents;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET dashboard/incidents/{id}</c>: the page of one incident, with the forms to act on it.</summary>
/// <param name="boundary">What every request for a page passes.</param>
/// <param name="incidents">The incidents.</param>
/// <param name="time">Tells the time.</param>
public sealed class GetIncidentPage(PageBoundary boundary, IncidentStore incidents, TimeProvider time)
{
    /// <summary>The incident, in the path.</summary>
    internal static readonly TypedApiParameter<string> Id = ApiParameters.Text("id", "The incident.", IncidentIds.Pattern, "the id of an incident", ApiPlace.Path, isRequired: true);

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetIncidentPage>(
        "Shows one incident, its evidence and history, with forms to acknowledge, resolve and reopen it, as a page for people.",
        ApiResponse.Page(200, "The incident.")) with
    { Parameters = [Id], Problems = [ApiProblemType.NotFound] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetIncidentPage))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = PageBoundary.Root + "/incidents/{id}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, DashboardLinks links, CancellationToken cancellationToken)
    {
        var id = call.Arguments.Required(Id);
        return await incidents.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } incident
            ? PageBoundary.Page(await PageRenderer.IncidentAsync(incident, time.GetUtcNow(), links).ConfigureAwait(false))
            : ApiAnswer.Problem(ApiProblemType.NotFound, $"There is no incident {id}. It may have been forgotten since.");
    }
}
