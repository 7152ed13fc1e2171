using FlowWatch.Core.Dashboard;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET dashboard/targets/{target}</c>: the page of one target.</summary>
/// <param name="boundary">What every request for a page passes.</param>
/// <param name="dashboard">What it shows.</param>
/// <param name="findings">Its findings.</param>
public sealed class GetTargetPage(PageBoundary boundary, DashboardCache dashboard, FindingReader findings)
{
    private const int MostFindings = 50;

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetTargetPage>(
        "Shows one target: its windows, traffic and findings, as a page for people.",
        ApiResponse.Page(200, "The target.")) with
    { Parameters = [TargetParameter.InPath], Problems = [ApiProblemType.NotFound] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetTargetPage))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = PageBoundary.Root + "/targets/{target}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, DashboardLinks links, CancellationToken cancellationToken)
    {
        if (!TargetParameter.TryFind(call.Settings, call.Arguments.Required(TargetParameter.InPath), out var target, out var problem)) return ApiAnswer.Problem(ApiProblemType.NotFound, problem.Detail!);
        var model = await dashboard.ReadAsync(new DashboardFilter { Target = target.Name }, cancellationToken).ConfigureAwait(false);
        return PageBoundary.Page(await PageRenderer.TargetAsync(model, await findings.OfTargetAsync(target.Name, MostFindings, cancellationToken).ConfigureAwait(false), links).ConfigureAwait(false));
    }
}
