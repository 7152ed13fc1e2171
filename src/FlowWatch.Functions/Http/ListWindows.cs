using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET windows</c>: what a check has judged of a target, what failed, and what is due; the oldest first.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="ledger">The ledger of windows.</param>
/// <param name="options">How time is cut.</param>
/// <param name="time">Tells the time.</param>
public sealed class ListWindows(ApiBoundary boundary, WindowLedger ledger, CheckRunnerOptions options, TimeProvider time)
{
    private const int RowsAtOnce = 500;
    private const string PlaceFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(1);

    private static readonly TypedApiParameter<IReadOnlyList<string>> Status = ApiParameters.Choices("status", "Only windows of this status.", WindowItem.Statuses);
    private static readonly TypedApiParameter<DateTimeOffset> From = ApiParameters.Instant("from", "Windows that begin at or after this time. Default: a day ago.");
    private static readonly TypedApiParameter<DateTimeOffset> To = ApiParameters.Instant("to", "Windows that begin before this time. Default: all.");
    private static readonly TypedApiParameter<int> Top = ApiParameters.Top(100, 500);
    private static readonly TypedApiParameter<string> Continuation = ApiParameters.Continuation("[0-9]{8}T[0-9]{6}Z");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListWindows>(
        "Lists the windows of a check and a target: judged, revised, failed and due, the oldest first.",
        new ApiResponse(200, "A page of windows.", typeof(Page<WindowItem>))) with
    { Parameters = [TargetParameter.Required, CheckParameter.Required, Status, From, To, Top, Continuation] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListWindows))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "windows")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments;
        if (!TargetParameter.TryFind(call.Settings, arguments.Required(TargetParameter.Required), out var target, out var problem)) return problem;
        var from = arguments.Or(From, time.GetUtcNow() - UsualRange);
        if (arguments.TryGet(To, out var to) && to <= from) return ApiAnswer.InvalidParameter("to", "not after from");
        var (check, statuses) = (arguments.Required(CheckParameter.Required), arguments.Or(Status, []));
        var start = arguments.TryGet(Continuation, out var place) && TryReadPlace(place, out var last) ? last.AddSeconds(1) : from;
        var page = new PageReader<WindowItem>(arguments.Or(Top, 100));
        await foreach (var window in WindowsAsync(target.Name, check, start, cancellationToken).ConfigureAwait(false))
        {
            if (arguments.TryGet(To, out _) && window.From >= to) break;
            if (!page.Take(window, Place(window.From), statuses.Count == 0 || statuses.Contains(window.Status))) break;
        }

        return ApiAnswer.Ok(new Page<WindowItem>(page.Items, page.Next is { } next ? call.NextLink((From, ReportWords.Iso(from)), (Continuation, ContinuationText.Of(next))) : null));
    }

    private async IAsyncEnumerable<WindowItem> WindowsAsync(string target, string check, DateTimeOffset from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = from;
        while (true)
        {
            var rows = await ledger.ListAsync(target, check, start, RowsAtOnce, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows) yield return WindowItem.Of(row);
            if (rows.Count < RowsAtOnce) break;
            start = rows[^1].From.AddSeconds(1);
        }

        foreach (var window in await ledger.DueAsync(target, check, options.WindowsOf(check), cancellationToken).ConfigureAwait(false))
        {
            if (window.From >= from) yield return WindowItem.Due(window);
        }
    }

    private static string Place(DateTimeOffset from) => from.UtcDateTime.ToString(PlaceFormat, CultureInfo.InvariantCulture);

    private static bool TryReadPlace(string place, out DateTimeOffset from) =>
        DateTimeOffset.TryParseExact(place, PlaceFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out from);
}
