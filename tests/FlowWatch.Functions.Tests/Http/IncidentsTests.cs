using System.Text.Json;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;

namespace FlowWatch.Functions.Tests.Http;

public sealed class IncidentsTests : IAsyncLifetime
{
    private static readonly TimeWindow Window = new(Served.Start.AddMinutes(-30), Served.Start.AddMinutes(-20));

    private Served served = null!;

    public async Task InitializeAsync()
    {
        served = await Served.StartAsync("one", "two");
        await RecordAsync("one", ("10.0.0.1", Severity.Critical), ("10.0.0.2", Severity.Medium), ("10.0.0.3", Severity.Low));
        await RecordAsync("two", ("10.0.0.1", Severity.High));
    }

    public async Task DisposeAsync() => await served.DisposeAsync();

    [Theory]
    [InlineData("", 4)]
    [InlineData("top=1", 4)]
    [InlineData("target=two", 1)]
    [InlineData("severity=high,critical", 2)]
    [InlineData("status=new&top=2", 4)]
    [InlineData("status=resolved", 0)]
    [InlineData("detection=PORT_SCAN", 4)]
    [InlineData("detection=NO_RECORDS", 0)]
    [InlineData("from=2026-01-05T11:47:30Z", 4)]
    [InlineData("from=2026-01-05T11:48:00Z", 0)]
    [InlineData("to=2026-01-05T11:37:30Z", 0)]
    public async Task List_Filters_HoldOnEveryPage(string query, int expected)
    {
        var ids = new List<string>();
        for (var next = $"/api/incidents?{query}"; next is not null;)
        {
            var page = await served.JsonAsync(next);
            ids.AddRange(page.GetProperty("value").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
            next = page.GetProperty("nextLink").GetString();
        }

        Assert.Equal(expected, ids.Distinct().Count());
        Assert.Equal(expected, ids.Count);
    }

    [Fact]
    public async Task Act_AcknowledgeResolveReopen_KeepsWhoWhenWhy()
    {
        var path = $"/api/incidents/{await IdAsync()}";

        await PostAsync($"{path}/acknowledge", """{"by":"ana","note":"on it"}""", 200);
        await PostAsync($"{path}/resolve", """{"by":"ana","note":"our scanner","disposition":"expected"}""", 200);
        await PostAsync($"{path}/reopen", """{"by":"ben"}""", 200);

        var details = await served.JsonAsync(path);
        Assert.Equal(("reopened", 1), (details.GetProperty("incident").GetProperty("status").GetString(), details.GetProperty("incident").GetProperty("reopenings").GetInt32()));
        Assert.Equal(
            ["seen flowwatch new ", "acknowledge ana acknowledged on it", "resolve ana resolved our scanner", "reopen ben reopened "],
            details.GetProperty("history").EnumerateArray().Select(step => $"{step.GetProperty("what").GetString()} {step.GetProperty("by").GetString()} {step.GetProperty("status").GetString()} {step.GetProperty("note").GetString()}"));
        Assert.Equal(["acknowledge", "resolve"], details.GetProperty("incident").GetProperty("actions").EnumerateArray().Select(action => action.GetString()));
        Assert.Equal("PORT_SCAN", Assert.Single(details.GetProperty("findings").EnumerateArray()).GetProperty("detection").GetString());
    }

    [Fact]
    public async Task Act_WrongTransition_IsRefusedWithWhatIsPossible()
    {
        using var response = await served.PostAsync($"/api/incidents/{await IdAsync()}/reopen", """{"by":"ana"}""");

        var problem = await Served.ProblemAsync(response, "incident-status", 409);
        Assert.Contains("acknowledge and resolve", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Act_StaleTag_IsRefusedAndFreshOneTaken()
    {
        var path = $"/api/incidents/{await IdAsync()}";
        using var read = await served.GetAsync(path);
        var tag = read.Headers.ETag!.Tag;

        using var first = await served.PostAsync($"{path}/acknowledge", """{"by":"ana"}""", ("If-Match", tag));
        using var second = await served.PostAsync($"{path}/resolve", """{"by":"ben","disposition":"true-positive"}""", ("If-Match", tag));
        using var third = await served.PostAsync($"{path}/resolve", """{"by":"ben","disposition":"true-positive"}""", ("If-Match", first.Headers.ETag!.Tag));

        Assert.Equal(200, (int)first.StatusCode);
        await Served.ProblemAsync(second, "changed", 412);
        Assert.Equal(200, (int)third.StatusCode);
    }

    [Theory]
    [InlineData("acknowledge", "", "invalid-body", 400)]
    [InlineData("acknowledge", """{"who":"ana"}""", "invalid-body", 400)]
    [InlineData("acknowledge", "{}", "invalid-member", 422)]
    [InlineData("acknowledge", """{"by":"ana","disposition":"expected"}""", "invalid-member", 422)]
    [InlineData("resolve", """{"by":"ana"}""", "invalid-member", 422)]
    [InlineData("resolve", """{"by":"ana","disposition":"maybe"}""", "invalid-member", 422)]
    public async Task Act_WhatIsNoGood_SaysWhy(string action, string body, string type, int status)
    {
        using var response = await served.PostAsync($"/api/incidents/{await IdAsync()}/{action}", body);

        await Served.ProblemAsync(response, type, status);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("one-0123456789abcdef01234567")]
    [InlineData("one-%2e%2e")]
    public async Task Get_Unknown_IsNotFound(string id) => await served.ProblemAsync($"/api/incidents/{id}", "not-found", 404);

    [Fact]
    public async Task Alerts_SentOnes_AreListedWithTheirTimes()
    {
        var alerts = Enumerable.Range(1, 20).Select(number => new SentAlert
        {
            At = Served.Start.AddMinutes(-number), MessageId = $"m{number}", Topic = "arn:aws:sns:eu-central-1:111111111111:t", ChannelId = "c", Incident = "one-0123456789abcdef01234567", Sequence = 1, Reason = NoticeReason.New,
            Severity = Severity.High, Notices = 1, FromFinding = number, FromWindowEnd = 960 + number,
        }).ToList();
        await served.Service<SentAlertStore>().SaveAsync(alerts, default);

        var page = await served.JsonAsync("/api/alerts?top=15");
        var rest = await served.JsonAsync(page.GetProperty("nextLink").GetString()!);
        var summary = await served.JsonAsync("/api/alerts/summary");

        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"m{number}"), page.GetProperty("value").EnumerateArray().Concat(rest.GetProperty("value").EnumerateArray()).Select(one => one.GetProperty("id").GetString()));
        var times = summary.GetProperty("secondsFromFinding");
        Assert.Equal((20, 10d, 19d, 20d), (times.GetProperty("count").GetInt32(), times.GetProperty("p50").GetDouble(), times.GetProperty("p95").GetDouble(), times.GetProperty("maximum").GetDouble()));
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("secondsFromRecordEnd").ValueKind);
    }

    private async Task<string> IdAsync() => (await served.JsonAsync("/api/incidents?severity=critical")).GetProperty("value")[0].GetProperty("id").GetString()!;

    private async Task PostAsync(string path, string body, int status)
    {
        using var response = await served.PostAsync(path, body);
        await Served.JsonAsync(response, status);
    }

    private Task RecordAsync(string target, params (string Source, Severity Severity)[] found) => served.Service<IncidentRecorder>().RecordAsync(
        Readings.Target(target),
        "security",
        Window,
        [.. found.Select(one => new Finding
        {
            Detection = "PORT_SCAN", DetectionVersion = 1, Severity = one.Severity, Certainty = Certainty.Certain, Source = one.Source, Targets = [], TargetCount = 0, Title = "Scan", Summary = "It scanned.",
            Window = Window, Evidence = new FindingEvidence { Counts = [] }, Fingerprint = FindingFingerprint.Of("PORT_SCAN", one.Source, target), MonitoredTarget = target,
        })],
        null,
        default);
}
