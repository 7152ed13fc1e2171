using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET compliance/latest</c>: the newest compliance report.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="chain">The reports.</param>
public sealed class GetLatestComplianceReport(ApiBoundary boundary, ReportChain chain)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetLatestComplianceReport>("Gives the newest compliance report.", ReportParameter.Response) with
    {
        Parameters = [ReportParameter.Format],
        Problems = [ApiProblemType.NotFound],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetLatestComplianceReport))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "compliance/latest")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await ReportParameter.AnswerAsync(call, chain, (await chain.LatestAsync(cancellationToken).ConfigureAwait(false))?.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (ReportStoreException error)
        {
            return ReportParameter.Unavailable(error);
        }
    }
}
