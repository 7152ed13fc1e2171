using System.Globalization;
using System.Text.Json;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tuning;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary>
/// <c>GET detections/tuning</c>: how many incidents other thresholds would have made. What was found tells it where thresholds are raised; for
/// anything else the flow logs of the named target are judged again, within bounds, and that may take longer than a request.
/// </summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="tuning">Tells it.</param>
/// <param name="desk">Answers what takes longer.</param>
/// <param name="time">Tells the time.</param>
public sealed class GetTuning(ApiBoundary boundary, ThresholdTuning tuning, DiagnosticDesk desk, TimeProvider time)
{
    /// <summary>The most days whose flow logs are judged again over HTTP: the runbook tunes by the quarter, and a week has every hour of the week once.</summary>
    public const int MostDaysAgain = 7;

    private const string Name = "tuning";
    private const int UsualDays = 7;
    private const int MostResults = 200;
    private const int MostThresholds = 5;
    private const string Threshold = "[A-Za-z_]{1,60}[.][A-Za-z]{1,60}=[0-9,]{1,200}";

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <summary>For how long another stretch is begun: what is begun last still ends before the desk gives up, and what was judged is answered.</summary>
    private static readonly TimeSpan Longest = DiagnosticDesk.Deadline - TimeSpan.FromMinutes(3);

    private static readonly TypedApiParameter<string> Days = ApiParameters.Text("days", "How many days back, 1 to 90. Flow logs are judged again for 7 of them at the most. Default: 7.", "[1-9]|[1-8][0-9]|90", "a number of days from 1 to 90");
    private static readonly TypedApiParameter<string> Set = ApiParameters.Text(
        "set", "The threshold that is thought of: HIGH_TRAFFIC_VOLUME.bytes=5000000000. Up to five with semicolons between them. Default: those of the anomaly check at 2, 5 and 10 times their value.", $"{Threshold}(;{Threshold}){{0,{MostThresholds - 1}}}", "a threshold: DETECTION.setting=value, or up to five with semicolons between them");
    private static readonly TypedApiParameter<string> Replay = ApiParameters.Choice("replay", "Whether flow logs are judged again for what findings do not tell, where a target and a threshold are named. Default: true.", ["true", "false"]);
    private static readonly TypedApiParameter<string> Cost = ApiParameters.Text(
        "cost", "What judging again may cost for each threshold, in US dollars by insights.pricePerGigabyte; nothing more is begun past it. Default: 1.", "[0-9]{1,3}([.][0-9]{1,2})?", "an amount of US dollars from 0 to 999.99");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetTuning>(
        "Says how many incidents other thresholds would have made of the last days; judges flow logs again where findings do not tell.",
        new ApiResponse(200, "A result for each target and threshold; the first 200. What could not be looked at is not verified, and why.", typeof(Page<TuningResult>)),
        new ApiResponse(202, "It takes longer; Location tells where the answer will be.", typeof(AnswerItem), new Dictionary<string, string> { ["Location"] = "Path of the answer.", ["Retry-After"] = "Seconds after which to look." })) with
    {
        Parameters = [Days, TargetParameter.Filter, Set, Replay, Cost],
        Problems = [ApiProblemType.TooManyQuestions, ApiProblemType.AwsRefused, ApiProblemType.TimedOut],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetTuning))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "detections/tuning")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        MonitoredTarget? named = null;
        if (call.Arguments.TryGet(TargetParameter.Filter, out var name) && !TargetParameter.TryFind(call.Settings, name, out named, out var none)) return none;
        var asked = new List<TuningCandidate>();
        foreach (var text in call.Arguments.TryGet(Set, out var set) ? set.Split(';') : [])
        {
            if (TuningCandidate.Read(text, out var problem) is not { } candidate) return ApiAnswer.InvalidParameter("set", problem!);
            asked.Add(candidate);
        }

        var days = call.Arguments.TryGet(Days, out var given) ? int.Parse(given, CultureInfo.InvariantCulture) : UsualDays;
        IReadOnlyList<MonitoredTarget> targets = named is null ? call.Settings.Targets : [named];
        var results = new List<TuningResult>();
        foreach (var (target, candidate) in targets.SelectMany(target => (asked.Count == 0 ? ThresholdTuning.Usual(target) : asked).Select(candidate => (target, candidate))).Take(MostResults))
        {
            results.Add(await tuning.FromFindingsAsync(target, candidate, days, cancellationToken).ConfigureAwait(false));
        }

        var found = new Page<TuningResult>(results, null);
        return named is not null && asked.Count > 0 && call.Arguments.Or(Replay, "true") == "true" && results.Exists(result => result.NeedsFlowLogs)
            ? await AgainAsync(call, named, asked, found, days, cancellationToken).ConfigureAwait(false)
            : ApiAnswer.Ok(found);
    }

    private async Task<ApiAnswer> AgainAsync(ApiCall call, MonitoredTarget target, List<TuningCandidate> asked, Page<TuningResult> found, int days, CancellationToken cancellationToken)
    {
        var limits = new TuningLimits { MostDays = MostDaysAgain, MostCost = decimal.Parse(call.Arguments.Or(Cost, "1"), CultureInfo.InvariantCulture), Until = time.GetUtcNow() + Longest };
        var answered = await desk.AskAsync(Name, "json", AnswerAsync, page => Task.FromResult(JsonSerializer.SerializeToUtf8Bytes(page, ApiJson.Options)), cancellationToken).ConfigureAwait(false);
        if (answered.IsRefused) return ApiAnswer.Problem(ApiProblemType.TooManyQuestions, $"This host answers {desk.QuestionsAtOnce} questions at once (diagnostics.questionsAtOnce). Ask again in a moment, or with replay=false for what was found.") with { RetryAfter = AskAgain };
        if (answered.Record is { } record) return ApiAnswer.Accepted(GetAnswer.Item(record), call.PathOf(Operation.Route, $"answers/{record.Id}"), AskAgain);
        return answered.Answer!.Failure is { } failure ? AskDiagnostic.Refused(failure.Kind, failure.ToString()) : ApiAnswer.Ok(answered.Answer.Value!);

        async Task<Fact<Page<TuningResult>>> AnswerAsync(CancellationToken stopped)
        {
            var results = new List<TuningResult>();
            foreach (var (candidate, result) in asked.Zip(found.Value)) results.Add(result.NeedsFlowLogs ? await tuning.RescanAsync(target, candidate, days, limits, stopped).ConfigureAwait(false) : result);
            return Facts.Known(new Page<TuningResult>(results, null));
        }
    }
}
