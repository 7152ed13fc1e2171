using System.Globalization;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tuning;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET detections/tuning</c>: how many incidents other thresholds would have made, from what was found. Asks AWS nothing; what needs the flow logs again is not verified, and the command does that.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="tuning">Tells it.</param>
public sealed class GetTuning(ApiBoundary boundary, ThresholdTuning tuning)
{
    private const int UsualDays = 7;
    private const int MostResults = 200;

    private static readonly TypedApiParameter<string> Days = ApiParameters.Text("days", "How many days back, 1 to 90. Default: 7.", "[1-9]|[1-8][0-9]|90", "a number of days from 1 to 90");
    private static readonly TypedApiParameter<string> Set = ApiParameters.Text(
        "set", "The threshold that is thought of: HIGH_TRAFFIC_VOLUME.bytes=5000000000. Default: those of the anomaly check at 2, 5 and 10 times their value.", "[A-Za-z_]{1,60}[.][A-Za-z]{1,60}=[0-9,]{1,200}", "a threshold: DETECTION.setting=value");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetTuning>(
        "Says how many incidents other thresholds would have made of the last days; what findings do not tell is not verified.",
        new ApiResponse(200, "A result for each target and threshold; the first 200.", typeof(Page<TuningResult>))) with
    { Parameters = [Days, TargetParameter.Filter, Set] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetTuning))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "detections/tuning")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        IReadOnlyList<MonitoredTarget> targets = call.Settings.Targets;
        if (call.Arguments.TryGet(TargetParameter.Filter, out var name))
        {
            if (!TargetParameter.TryFind(call.Settings, name, out var target, out var none)) return none;
            targets = [target];
        }

        TuningCandidate? asked = null;
        if (call.Arguments.TryGet(Set, out var set) && (asked = TuningCandidate.Read(set, out var problem)) is null) return ApiAnswer.InvalidParameter("set", problem!);
        var days = call.Arguments.TryGet(Days, out var given) ? int.Parse(given, CultureInfo.InvariantCulture) : UsualDays;
        var results = new List<TuningResult>();
        foreach (var (target, candidate) in targets.SelectMany(target => (asked is null ? ThresholdTuning.Usual(target) : [asked]).Select(candidate => (target, candidate))).Take(MostResults))
        {
            results.Add(await tuning.FromFindingsAsync(target, candidate, days, cancellationToken).ConfigureAwait(false));
        }

        return ApiAnswer.Ok(new Page<TuningResult>(results, null));
    }
}
