using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET alerts/summary</c>: how long alerts took, against the runbook's 2 minutes, and what waits.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="sent">The messages.</param>
/// <param name="outbox">What waits.</param>
/// <param name="settings">When a message waits for too long.</param>
/// <param name="time">Tells the time.</param>
public sealed class GetAlertSummary(ApiBoundary boundary, SentAlertStore sent, OutboxStore outbox, AlertSettings settings, TimeProvider time)
{
    private const int MostLookedAt = 20_000;

    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(1);
    private static readonly TypedApiParameter<DateTimeOffset> From = ApiParameters.Instant("from", "Messages that were accepted at or after this time. Default: a day ago.");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetAlertSummary>(
        "Tells how long alerts took (half, 95 of 100, the longest) and what waits.",
        new ApiResponse(200, "The figures.", typeof(AlertSummary))) with
    { Parameters = [From] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetAlertSummary))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "alerts/summary")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var from = call.Arguments.Or(From, now - UsualRange);
        var seen = new List<SentAlert>();
        await foreach (var alert in sent.ListAsync(from, null, null, cancellationToken).ConfigureAwait(false))
        {
            seen.Add(alert);
            if (seen.Count > MostLookedAt) break;
        }

        var isPartial = seen.Count > MostLookedAt;
        var alone = seen.Take(MostLookedAt).Where(alert => alert.Incident is not null).ToList();
        var digests = seen.Take(MostLookedAt).Where(alert => alert.Incident is null).ToList();
        return ApiAnswer.Ok(new AlertSummary
        {
            From = from,
            Messages = alone.Count,
            Digests = digests.Count,
            InDigests = digests.Sum(digest => digest.Notices),
            IsPartial = isPartial,
            SecondsFromFinding = DeliveryTimes.Of(alone.Select(alert => alert.FromFinding)),
            SecondsFromWindowEnd = DeliveryTimes.Of(alone.Select(alert => alert.FromWindowEnd).OfType<double>()),
            SecondsFromRecordEnd = DeliveryTimes.Of(alone.Select(alert => alert.FromRecordEnd).OfType<double>()),
            Outbox = await outbox.StatusAsync(cancellationToken).ConfigureAwait(false) is { } status ? ReadyOutbox.Of(status, settings, now) : null,
        });
    }
}
