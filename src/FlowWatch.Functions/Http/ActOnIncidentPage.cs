using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Incidents;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>POST dashboard/incidents/{id}/{action}</c>: what the forms of an incident's page do. It answers with the way back to that page.</summary>
/// <param name="boundary">What every request for a page passes.</param>
/// <param name="actions">What people do with incidents.</param>
/// <param name="dashboard">Is shown anew afterwards.</param>
public sealed class ActOnIncidentPage(PageBoundary boundary, IncidentActions actions, DashboardCache dashboard)
{
    private static readonly TypedApiParameter<string> Action = ApiParameters.Choice("action", "What is done.", [.. Actions.Select(IncidentWords.Of)], ApiPlace.Path, isRequired: true);
    private static readonly TypedApiParameter<string> By = ApiParameters.Text("by", "Who does it, as they call themselves.", @"[^\u0000-\u001F]{1,100}", "a name of 1 to 100 characters", ApiPlace.Form, isRequired: true);
    private static readonly TypedApiParameter<string> Note = ApiParameters.Text("note", "Why.", @"[^\u0000-\u0008]{1,500}", "a text of at most 500 characters", ApiPlace.Form);
    private static readonly TypedApiParameter<string> Disposition = ApiParameters.Choice("disposition", "What it turned out to be; of resolving only, where it must be given.", IncidentWords.Dispositions, ApiPlace.Form);
    private static readonly TypedApiParameter<string> Version = ApiParameters.Text("version", "Only where the incident still has this version.", "[ -~]{1,200}", "a version", ApiPlace.Form);

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ActOnIncidentPage>(
        "Does what a form of an incident's page says: acknowledges, resolves or reopens it.",
        ApiResponse.SeeOther("Done; the page of the incident.")) with
    { Parameters = [GetIncidentPage.Id, Action, By, Note, Disposition, Version], Problems = [ApiProblemType.CrossSite, ApiProblemType.NotFound, ApiProblemType.Changed, ApiProblemType.IncidentStatus] };

    private static IReadOnlyList<IncidentEvent> Actions => [IncidentEvent.Acknowledge, IncidentEvent.Resolve, IncidentEvent.Reopen];

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ActOnIncidentPage))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = PageBoundary.Root + "/incidents/{id}/{action}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, DashboardLinks links, CancellationToken cancellationToken)
    {
        var (id, arguments) = (call.Arguments.Required(GetIncidentPage.Id), call.Arguments);
        var what = Actions.First(one => IncidentWords.Of(one) == arguments.Required(Action));
        var disposition = arguments.TryGet(Disposition, out var word) ? IncidentWords.Disposition(word) : null;
        if (what == IncidentEvent.Resolve != disposition is not null) return ApiAnswer.InvalidParameter(Disposition.Name, what == IncidentEvent.Resolve ? "missing" : "only of resolving");
        var action = new IncidentAction(what, arguments.Required(By), arguments.TryGet(Note, out var note) ? note : null, disposition, arguments.TryGet(Version, out var version) ? version : null);
        var change = await actions.ActAsync(id, action, cancellationToken).ConfigureAwait(false);
        dashboard.Clear();
        return change.Outcome switch
        {
            IncidentOutcome.Done => ApiAnswer.SeeOther(links.Incident(id)),
            IncidentOutcome.NotFound => ApiAnswer.Problem(ApiProblemType.NotFound, $"There is no incident {id}. It may have been forgotten since."),
            IncidentOutcome.Stale => ApiAnswer.Problem(ApiProblemType.Changed, "Nothing was done, because the incident has changed since the page was shown. Go back, look at it anew, and decide again."),
            _ => ApiAnswer.Problem(ApiProblemType.IncidentStatus, $"Nothing was done: an incident that is {IncidentWords.Of(change.Incident!.Status)} cannot be {Done(what)}."),
        };
    }

    private static string Done(IncidentEvent what) => what switch
    {
        IncidentEvent.Acknowledge => "acknowledged",
        IncidentEvent.Resolve => "resolved",
        _ => "reopened",
    };
}
