using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET compliance/{id}</c>: one compliance report.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="chain">The reports.</param>
public sealed class GetComplianceReport(ApiBoundary boundary, ReportChain chain)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetComplianceReport>("Gives one compliance report, as stored or to look at.", ReportParameter.Response) with
    {
        Parameters = [ReportParameter.Id, ReportParameter.Format],
        Problems = [ApiProblemType.NotFound],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetComplianceReport))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "compliance/{id}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, (call, stopping) => ReportParameter.AnswerAsync(call, chain, call.Arguments.Required(ReportParameter.Id), stopping), cancellationToken);
}
