using FlowWatch.Core.Compliance;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Incidents.Operations;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET incidents</c>: what goes on and what went on, target by target.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="incidents">The incidents.</param>
public sealed class ListIncidents(ApiBoundary boundary, IncidentStore incidents)
{
    private static readonly TypedApiParameter<IReadOnlyList<string>> Detection = ApiParameters.Choices("detection", "Only of this detection, of this trouble of FlowWatch itself, or of compliance.", [.. DetectionCatalog.Default.All.Select(one => one.Metadata.Id), .. OperationalTrouble.All.Select(one => one.Id), .. ComplianceSightings.Ids]);
    private static readonly TypedApiParameter<IReadOnlyList<string>> Status = ApiParameters.Choices("status", "Only of this status.", IncidentWords.Statuses);
    private static readonly TypedApiParameter<IReadOnlyList<string>> Severities = ApiParameters.Choices("severity", "Only of this severity.", [.. ReportWords.SeveritiesDescending.Select(ReportWords.Of)]);
    private static readonly TypedApiParameter<DateTimeOffset> From = ApiParameters.Instant("from", "Incidents that were still seen at or after this time. Default: all.");
    private static readonly TypedApiParameter<DateTimeOffset> To = ApiParameters.Instant("to", "Incidents that were first seen before this time. Default: all.");
    private static readonly TypedApiParameter<int> Top = ApiParameters.Top(50, 200);
    private static readonly TypedApiParameter<string> Continuation = ApiParameters.Continuation(@"[A-Za-z0-9._-]{1,64}\|[!-~]{1,150}");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListIncidents>(
        "Lists incidents, target by target.",
        new ApiResponse(200, "A page of incidents.", typeof(Page<IncidentItem>))) with
    { Parameters = [TargetParameter.Filter, Detection, Status, Severities, From, To, Top, Continuation] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListIncidents))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "incidents")] HttpRequest request, CancellationToken cancellationToken) =>
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

        DateTimeOffset? from = arguments.TryGet(From, out var start) ? start : null;
        DateTimeOffset? to = arguments.TryGet(To, out var end) ? end : null;
        if (to <= from) return ApiAnswer.InvalidParameter("to", "not after from");
        var (detections, statuses, severities) = (arguments.Or(Detection, []), arguments.Or(Status, []), arguments.Or(Severities, []));
        bool Matches(Incident one) => (from is null || one.LastSeen >= from) && (to is null || one.FirstSeen < to)
            && (detections.Count == 0 || detections.Contains(one.Detection))
            && (statuses.Count == 0 || statuses.Contains(IncidentWords.Of(one.Status)))
            && (severities.Count == 0 || severities.Contains(ReportWords.Of(one.Severity)));

        var after = arguments.TryGet(Continuation, out var place) ? place.Split('|', 2) : null;
        var page = new PageReader<IncidentItem>(arguments.Or(Top, 50));
        foreach (var target in targets.SkipWhile(target => after is not null && target.Name != after[0]))
        {
            if (!await TakeAsync(page, target.Name, after is not null && after[0] == target.Name ? after[1] : null, Matches, cancellationToken).ConfigureAwait(false)) break;
        }

        return ApiAnswer.Ok(new Page<IncidentItem>(page.Items, page.Next is { } next ? call.NextLink((Continuation, ContinuationText.Of(next))) : null));
    }

    private async Task<bool> TakeAsync(PageReader<IncidentItem> page, string target, string? after, Func<Incident, bool> matches, CancellationToken cancellationToken)
    {
        await foreach (var incident in incidents.ListAsync(target, after, cancellationToken).ConfigureAwait(false))
        {
            if (!page.Take(IncidentItem.Of(incident), $"{target}|{incident.Fingerprint}", matches(incident))) return false;
        }

        return true;
    }
}
