using System.Reflection;
using System.Text.RegularExpressions;
using FlowWatch.Functions.Http;
using FlowWatch.Functions.Http.Api;
using FlowWatch.Functions.Timers;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Tests;

/// <summary>The tables of docs/functions.md are made from the functions; <c>UPDATE_GOLDEN=1 dotnet test</c> writes them anew.</summary>
public partial class FunctionsPageTests
{
    private static readonly string Page = Repository.Path("docs", "functions.md");

    [Fact]
    public void Page_Tables_AreWhatTheFunctionsAre()
    {
        var page = File.ReadAllText(Page);
        var expected = Marked().Replace(page, match => $"<!-- {match.Groups["table"].Value} -->\n\n{Table(match.Groups["table"].Value)}\n<!-- end -->");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(Page, expected);

        Assert.Equal(expected, File.ReadAllText(Page));
        Assert.Equal(["timers", "routes", "problems"], Marked().Matches(page).Select(match => match.Groups["table"].Value));
    }

    private static string Table(string table) => table switch
    {
        "timers" => "| Function | Schedule | Does |\n|---|---|---|\n" + string.Concat(Timers().Select(timer => $"| {timer.Name} | `{timer.Schedule}` | {Does(timer.Name)} |\n")),
        "routes" => "| Route | Does | Parameters |\n|---|---|---|\n" + string.Concat(ApiCatalog.All.Select(operation => $"| `{operation.Method} {operation.Route}` | {operation.Summary} | {Parameters(operation)} |\n")),
        "problems" => "| Type | Status | Means |\n|---|---|---|\n" + string.Concat(ApiProblemType.All.Select(problem => $"| `{problem.Uri}` | {problem.Status} | {problem.Title} |\n")),
        _ => throw new InvalidOperationException($"The page asks for a table '{table}'."),
    };

    private static string Parameters(ApiOperation operation) =>
        operation is { Parameters.Count: 0, Body: null } ? "none"
        : string.Join(", ", operation.Parameters.Select(parameter => $"`{parameter.Name}`{(parameter.IsRequired ? "" : "?")}").Concat(operation.Body is null ? [] : ["a body"]));

    private static string Does(string timer) => timer switch
    {
        nameof(AnomalyDetection) => "The anomaly check over everything that is due.",
        nameof(SecurityAnalysis) => "The security check over everything that is due.",
        nameof(AlertDispatch) => "Sends the alerts that wait: retries and digests. What a check finds is sent right after it.",
        nameof(ComplianceVerification) => "Verifies the requirements at all targets, stores the report of the day and tells of what failed ([alerts](alerts.md#compliance)).",
        nameof(Heartbeat) => "Says how many windows and alerts wait, and which for too long; resolves incidents that are quiet; forgets what is old.",
        _ => throw new InvalidOperationException($"Nothing tells what {timer} does."),
    };

    private static IEnumerable<(string Name, string Schedule)> Timers() => typeof(Schedules).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
        .SelectMany(method => method.GetParameters().Select(parameter => (method.GetCustomAttribute<FunctionAttribute>()!.Name, parameter.GetCustomAttribute<TimerTriggerAttribute>()?.Schedule)))
        .Where(timer => timer.Schedule is not null).Select(timer => (timer.Name, timer.Schedule!)).OrderBy(timer => timer.Name, StringComparer.Ordinal);

    [GeneratedRegex("<!-- (?<table>timers|routes|problems) -->\n(.*?)<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Marked();
}
