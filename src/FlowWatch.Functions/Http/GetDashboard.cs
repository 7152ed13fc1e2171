using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Reports;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET dashboard</c>: the page for people.</summary>
/// <param name="boundary">What every request for a page passes.</param>
/// <param name="dashboard">What it shows.</param>
public sealed class GetDashboard(PageBoundary boundary, DashboardCache dashboard)
{
    private static readonly TypedApiParameter<string> Severity = ApiParameters.Choice("severity", "Only what is at least as severe.", [.. ReportWords.SeveritiesDescending.Select(ReportWords.Of)]);
    private static readonly TypedApiParameter<string> Status = ApiParameters.Choice("status", "Only incidents that stand so. Default: open.", DashboardWords.Statuses);
    private static readonly TypedApiParameter<string> Range = ApiParameters.Choice("range", "How far back. Default: the shortest that holds what there is of the last day.", DashboardWords.Ranges);
    private static readonly TypedApiParameter<string> Refresh = ApiParameters.Choice("refresh", "How often the page asks for itself anew. Default: every minute.", DashboardWords.Refreshes);

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetDashboard>(
        "Shows how everything stands, as a page for people.",
        ApiResponse.Page(200, "The dashboard.")) with
    { Parameters = [TargetParameter.Filter, Severity, Status, Range, Refresh] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetDashboard))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = PageBoundary.Root)] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, DashboardLinks links, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments;
        string? target = null;
        if (arguments.TryGet(TargetParameter.Filter, out var name))
        {
            if (!TargetParameter.TryFind(call.Settings, name, out var found, out var problem)) return problem;
            target = found.Name;
        }

        var filter = new DashboardFilter
        {
            Target = target,
            LeastSeverity = arguments.TryGet(Severity, out var severity) ? ReportWords.SeveritiesDescending.First(one => ReportWords.Of(one) == severity) : null,
            Status = arguments.Or(Status, DashboardWords.Statuses[0]),
            Range = arguments.TryGet(Range, out var range) ? range : null,
            Refresh = arguments.TryGet(Refresh, out var refresh) ? DashboardWords.Refresh(refresh) : DashboardFilter.UsualRefresh,
        };
        return PageBoundary.Page(await PageRenderer.DashboardAsync(await dashboard.ReadAsync(filter, cancellationToken).ConfigureAwait(false), links).ConfigureAwait(false));
    }
}
