using System.Globalization;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET compliance/gaps</c>: the hours that are missing in archives, and who answers for which.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="register">The gaps.</param>
public sealed class ListArchiveGaps(ApiBoundary boundary, ArchiveGapRegister register)
{
    private static readonly TypedApiParameter<string> Status = ApiParameters.Choice("status", "Only gaps that stand so.", ArchiveGapItem.Statuses);
    private static readonly TypedApiParameter<int> Top = ApiParameters.Top(100, 200);
    private static readonly TypedApiParameter<string> Continuation = ApiParameters.Continuation("[0-9]{1,6}");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListArchiveGaps>(
        "Lists gaps of archives as the newest report found them, with what was acknowledged since; explained ones are left out.",
        new ApiResponse(200, "A page of gaps.", typeof(ArchiveGapPage))) with
    { Parameters = [TargetParameter.Filter, Status, Top, Continuation] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListArchiveGaps))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "compliance/gaps")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        string? target = null;
        if (call.Arguments.TryGet(TargetParameter.Filter, out var name))
        {
            if (!TargetParameter.TryFind(call.Settings, name, out var found, out var problem)) return problem;
            target = found.Name;
        }

        try
        {
            var list = await register.ListAsync(target, cancellationToken).ConfigureAwait(false);
            var status = call.Arguments.Or(Status, "");
            var all = list.Gaps.Select(ArchiveGapItem.Of).Where(one => status.Length == 0 || one.Status == status).ToList();
            var first = int.Parse(call.Arguments.Or(Continuation, "0"), CultureInfo.InvariantCulture);
            var items = all.Skip(first).Take(call.Arguments.Or(Top, 100)).ToList();
            var next = first + items.Count;
            return ApiAnswer.Ok(new ArchiveGapPage(list.Report, list.GeneratedAt, list.NotVerified, items, next < all.Count ? call.NextLink((Continuation, ContinuationText.Of($"{next}"))) : null));
        }
        catch (ReportStoreException error)
        {
            return ReportParameter.Unavailable(error);
        }
    }
}
