using System.Text.Json.Nodes;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Reports.Answers;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET diagnostics/{question}</c>: one of the runbook's questions, put to a target. openapi.json has each question with its own parameters.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="desk">Answers questions.</param>
/// <param name="sources">Where answers come from.</param>
/// <param name="host">Who this is.</param>
/// <param name="time">Tells the time.</param>
public sealed class AskDiagnostic(ApiBoundary boundary, DiagnosticDesk desk, QuestionSources sources, HostIdentity host, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private static readonly TypedApiParameter<string> Question = ApiParameters.Choice("question", "The question.", [.. DiagnosticCatalog.All.Select(question => question.Id)], ApiPlace.Path, isRequired: true);
    private static readonly TypedApiParameter<string> Format = ApiParameters.Choice("format", "Format of the answer. Default: json.", DiagnosticAnswerWriter.Formats);
    private static readonly TypedApiParameter<string> Explain = ApiParameters.Choice("explain", "Only show the queries, ready to paste into the Logs Insights console, and ask nothing.", ["true", "false"]);

    private static readonly IReadOnlyDictionary<string, (DiagnosticQuestion Question, IReadOnlyList<TypedApiParameter<string>> Parameters)> Questions =
        DiagnosticCatalog.All.ToDictionary(question => question.Id, question => (question, (IReadOnlyList<TypedApiParameter<string>>)[.. question.Parameters.Select(QuestionParameters.Of)]));

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = Operations();

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(AskDiagnostic))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "diagnostics/{question}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private static ApiOperation Operations()
    {
        var any = ApiOperation.Of<AskDiagnostic>(
            "Asks a question of a target; diagnostics lists each with its own parameters.",
            new ApiResponse(200, "The answer, in the format that was asked for.", typeof(JsonObject)),
            new ApiResponse(202, "It takes longer; Location tells where the answer will be.", typeof(AnswerItem), new Dictionary<string, string> { ["Location"] = "Path of the answer.", ["Retry-After"] = "Seconds after which to look." })) with
        {
            Parameters = [Question, TargetParameter.Required, Format],
            Problems = [ApiProblemType.NotFound, ApiProblemType.TooManyQuestions, ApiProblemType.AwsRefused, ApiProblemType.TimedOut],
        };
        return any with { Variants = [.. Questions.Values.Select(one => (one.Question.Id, any with { Summary = one.Question.Answers, Parameters = [Question, TargetParameter.Required, .. one.Parameters, Format, .. one.Question.Subject == DiagnosticSubject.Traffic ? [Explain] : (IReadOnlyList<ApiParameter>)[]] }))] };
    }

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var (question, parameters) = Questions[call.Arguments.Required(Question)];
        if (!TargetParameter.TryFindNamed(call.Settings, call.Arguments.Required(TargetParameter.Required), out var target, out var problem)) return problem;
        var texts = new Dictionary<string, string>();
        foreach (var parameter in parameters)
        {
            if (call.Arguments.TryGet(parameter, out var text)) texts[parameter.Name] = text;
        }

        var now = time.GetUtcNow();
        var arguments = DiagnosticArguments.Read(question.Parameters, texts, out var errors);
        if (errors.Count > 0) return ApiAnswer.Invalid(errors.ToDictionary(error => error.Key, error => (IReadOnlyList<string>)[error.Value]));
        TimeWindow? window = null;
        if (question.HasRange && !DiagnosticRange.TryRead(arguments, now, question.UsualRange, question.LongestRange, out window, out var wrong)) return ApiAnswer.InvalidParameter(wrong!.Value.Parameter, wrong.Value.Error);
        var request = new DiagnosticRequest { Target = target, Scope = [target.Name], Window = window, Arguments = arguments, IsExplained = call.Arguments.TryGet(Explain, out var explain) && explain == "true", Now = now };
        if (question.Wrong(request) is { } bad) return ApiAnswer.InvalidParameter(bad.Parameter, bad.Error);
        return await AskAsync(call, question, request, target, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ApiAnswer> AskAsync(ApiCall call, DiagnosticQuestion question, DiagnosticRequest request, MonitoredTarget target, CancellationToken cancellationToken)
    {
        var format = call.Arguments.Or(Format, "json");
        var asked = await desk.AskAsync(question, request, sources.Of(target), format, cancellationToken).ConfigureAwait(false);
        if (asked.IsRefused) return ApiAnswer.Problem(ApiProblemType.TooManyQuestions, $"This host answers {desk.QuestionsAtOnce} questions at once (diagnostics.questionsAtOnce), and none became free within {DiagnosticDesk.Turn.TotalSeconds:0} seconds. Ask again in a moment.") with { RetryAfter = AskAgain };
        if (asked.Record is { } record) return ApiAnswer.Accepted(GetAnswer.Item(record), call.PathOf(Operation.Route, $"answers/{record.Id}"), AskAgain);
        if (asked.Answer!.Failure is { } failure) return Refused(failure.Kind, failure.ToString());
        using var body = new MemoryStream();
        await DiagnosticAnswerWriter.WriteAsync(asked.Answer.Value!, format, host.Version, body, cancellationToken).ConfigureAwait(false);
        return Written(format, body.ToArray());
    }

    /// <summary>An answer in its format.</summary>
    internal static ApiAnswer Written(string format, byte[] body) => ApiAnswer.Content(body, DiagnosticAnswerWriter.MediaType(format), format == "html" ? DiagnosticAnswerWriter.ContentSecurityPolicy : null);

    /// <summary>That there is no answer.</summary>
    internal static ApiAnswer Refused(FactFailureKind? kind, string why) => kind switch
    {
        FactFailureKind.Unavailable => ApiAnswer.Problem(ApiProblemType.TimedOut, why) with { RetryAfter = AskAgain },
        FactFailureKind.Throttled => ApiAnswer.Problem(ApiProblemType.AwsRefused, why) with { RetryAfter = AskAgain },
        _ => ApiAnswer.Problem(ApiProblemType.AwsRefused, why),
    };
}
