using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET findings</c>: what the checks found, target by target and check by check, the oldest first.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="findings">The findings.</param>
/// <param name="options">How time is cut.</param>
/// <param name="time">Tells the time.</param>
public sealed class ListFindings(ApiBoundary boundary, FindingStore findings, CheckRunnerOptions options, TimeProvider time)
{
    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(1);

    private static readonly TypedApiParameter<IReadOnlyList<string>> Detection = ApiParameters.Choices("detection", "Only of this detection.", [.. DetectionCatalog.Default.All.Select(one => one.Metadata.Id)]);
    private static readonly TypedApiParameter<IReadOnlyList<string>> Severities = ApiParameters.Choices("severity", "Only of this severity.", [.. ReportWords.SeveritiesDescending.Select(ReportWords.Of)]);
    private static readonly TypedApiParameter<DateTimeOffset> From = ApiParameters.Instant("from", "Findings that were still seen after this time. Default: a day ago.");
    private static readonly TypedApiParameter<DateTimeOffset> To = ApiParameters.Instant("to", "Findings that were first seen before this time. Default: all.");
    private static readonly TypedApiParameter<int> Top = ApiParameters.Top(50, 200);
    private static readonly TypedApiParameter<string> Continuation = ApiParameters.Continuation(@"[A-Za-z0-9._-]{1,64}\|[a-z]{1,20}\|[0-9]{8}T[0-9]{6}Z\|[!-~]{1,150}");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListFindings>(
        "Lists findings, target by target and check by check, the oldest first.",
        new ApiResponse(200, "A page of findings.", typeof(Page<Finding>))) with
    { Parameters = [TargetParameter.Filter, CheckParameter.Filter, Detection, Severities, From, To, Top, Continuation] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListFindings))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "findings")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments;
        IReadOnlyList<MonitoredTarget> targets = call.Settings.Targets;
        if (arguments.TryGet(TargetParameter.Filter, out var name))
        {
            if (!TargetParameter.TryFind(call.Settings, name, out var target, out var problem)) return problem;
            targets = [target];
        }

        var from = arguments.Or(From, time.GetUtcNow() - UsualRange);
        DateTimeOffset? to = arguments.TryGet(To, out var end) ? end : null;
        if (to <= from) return ApiAnswer.InvalidParameter("to", "not after from");
        IReadOnlyList<string> checks = arguments.TryGet(CheckParameter.Filter, out var check) ? [check] : CheckRunnerOptions.Checks;
        var after = arguments.TryGet(Continuation, out var place) ? place.Split('|', 3) : null;
        var page = new PageReader<Finding>(arguments.Or(Top, 50));
        foreach (var (target, ofCheck) in targets.SelectMany(target => checks.Select(one => (target.Name, one))).SkipWhile(list => after is not null && (list.Name, list.one) != (after[0], after[1])))
        {
            var key = after is not null && (after[0], after[1]) == (target, ofCheck) ? after[2] : null;
            if (!await TakeAsync(page, arguments, target, ofCheck, from, to, key, cancellationToken).ConfigureAwait(false)) break;
        }

        return ApiAnswer.Ok(new Page<Finding>(page.Items, page.Next is { } next ? call.NextLink((From, ReportWords.Iso(from)), (Continuation, ContinuationText.Of(next))) : null));
    }

    private async Task<bool> TakeAsync(PageReader<Finding> page, ApiArguments arguments, string target, string check, DateTimeOffset from, DateTimeOffset? to, string? after, CancellationToken cancellationToken)
    {
        var (detections, severities) = (arguments.Or(Detection, []), arguments.Or(Severities, []));
        var windows = options.WindowsOf(check);
        // Findings are kept by the start of the window that was judged; what they are about lies around it.
        var (first, end) = (from - Longest(windows), to + windows.Overlap);
        await foreach (var stored in findings.ListAfterAsync(target, check, first, end, after, cancellationToken).ConfigureAwait(false))
        {
            var finding = stored.Finding;
            var matches = finding.Window.To > from && (to is null || finding.Window.From < to)
                && (detections.Count == 0 || detections.Contains(finding.Detection))
                && (severities.Count == 0 || severities.Contains(ReportWords.Of(finding.Severity)));
            if (!page.Take(finding, string.Create(CultureInfo.InvariantCulture, $"{target}|{check}|{stored.Key}"), matches)) return false;
        }

        return true;
    }

    private static TimeSpan Longest(WindowOptions windows) => windows.LongestWindow > windows.Length ? windows.LongestWindow : windows.Length;
}
