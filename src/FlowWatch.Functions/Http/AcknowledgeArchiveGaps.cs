using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Http;

/// <summary><c>POST compliance/gaps/acknowledgements</c>: a person answers for hours that are missing. It is never taken back.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="register">The gaps.</param>
/// <param name="logger">Is told what was acknowledged.</param>
public sealed class AcknowledgeArchiveGaps(ApiBoundary boundary, ArchiveGapRegister register, ILogger<AcknowledgeArchiveGaps> logger)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<AcknowledgeArchiveGaps>(
        "Acknowledges the hours of a stretch that are missing in an archive; it needs target, from, to, owner and reason.",
        new ApiResponse(200, "The gaps that are acknowledged now; reports say so from the next on.", typeof(Page<ArchiveGapItem>))) with
    {
        Body = new ApiBody(typeof(ArchiveGapRequest), "Which hours, who answers for them, and why they are missing."),
        Problems = [ApiProblemType.InvalidMember],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(AcknowledgeArchiveGaps))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "compliance/gaps/acknowledgements")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await register.AcknowledgeAsync((ArchiveGapRequest)call.Body!, call.Settings.Targets, cancellationToken).ConfigureAwait(false);
            if (answer.Errors.Count > 0) return ApiAnswer.InvalidMembers(answer.Errors);
            HostLog.ArchiveGapsAcknowledged(logger, answer.Acknowledged.Sum(gap => gap.Hours), answer.Acknowledged[0].Target, call.Trace.TraceId.ToString());
            return ApiAnswer.Ok(new Page<ArchiveGapItem>([.. answer.Acknowledged.Select(ArchiveGapItem.Of)], null));
        }
        catch (ReportStoreException error)
        {
            return ReportParameter.Unavailable(error);
        }
    }
}
