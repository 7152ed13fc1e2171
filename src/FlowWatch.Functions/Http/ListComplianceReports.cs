using System.Globalization;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET compliance</c>: the compliance reports in few words, the newest first.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="chain">The reports.</param>
public sealed class ListComplianceReports(ApiBoundary boundary, ReportChain chain)
{
    private static readonly TypedApiParameter<int> Top = ApiParameters.Top(20, 50);
    private static readonly TypedApiParameter<string> Continuation = ApiParameters.Continuation("[1-9][0-9]{0,7}");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListComplianceReports>("Lists compliance reports, the newest first.", new ApiResponse(200, "A page of reports.", typeof(Page<ComplianceItem>))) with { Parameters = [Top, Continuation] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListComplianceReports))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "compliance")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            var top = call.Arguments.Or(Top, 20);
            int? before = call.Arguments.TryGet(Continuation, out var place) ? int.Parse(place, CultureInfo.InvariantCulture) : null;
            var reports = await chain.ListAsync(before, top, cancellationToken).ConfigureAwait(false);
            var next = reports.Count == top && reports[^1].Number > 1 ? call.NextLink((Continuation, ContinuationText.Of(reports[^1].Number.ToString(CultureInfo.InvariantCulture)))) : null;
            return ApiAnswer.Ok(new Page<ComplianceItem>([.. reports.Select(ComplianceItem.Of)], next));
        }
        catch (ReportStoreException error)
        {
            return ReportParameter.Unavailable(error);
        }
    }
}
