using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET alerts</c>: the messages that topics accepted, the newest first, and how long each took.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="sent">The messages.</param>
public sealed class ListAlerts(ApiBoundary boundary, SentAlertStore sent)
{
    private static readonly TypedApiParameter<DateTimeOffset> From = ApiParameters.Instant("from", "Messages that were accepted at or after this time. Default: all.");
    private static readonly TypedApiParameter<DateTimeOffset> To = ApiParameters.Instant("to", "Messages that were accepted before this time. Default: all.");
    private static readonly TypedApiParameter<int> Top = ApiParameters.Top(50, 200);
    private static readonly TypedApiParameter<string> Continuation = ApiParameters.Continuation(@"[0-9]{19}\|[0-9a-f]{16}\|[!-~]{1,150}");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListAlerts>(
        "Lists the alerts that topics accepted, the newest first, with how long each took.",
        new ApiResponse(200, "A page of alerts.", typeof(Page<SentAlertItem>))) with
    { Parameters = [From, To, Top, Continuation] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListAlerts))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "alerts")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        DateTimeOffset? from = call.Arguments.TryGet(From, out var start) ? start : null;
        DateTimeOffset? to = call.Arguments.TryGet(To, out var end) ? end : null;
        if (to <= from) return ApiAnswer.InvalidParameter("to", "not after from");
        var page = new PageReader<SentAlertItem>(call.Arguments.Or(Top, 50));
        await foreach (var alert in sent.ListAsync(from, to, call.Arguments.TryGet(Continuation, out var after) ? after : null, cancellationToken).ConfigureAwait(false))
        {
            if (!page.Take(SentAlertItem.Of(alert), SentAlertStore.KeyOf(alert), matches: true)) break;
        }

        return ApiAnswer.Ok(new Page<SentAlertItem>(page.Items, page.Next is { } next ? call.NextLink((Continuation, ContinuationText.Of(next))) : null));
    }
}
