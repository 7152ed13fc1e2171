using System.Text.Json;
using FlowWatch.Core.Runs;
using FlowWatch.Functions.Hosting;

namespace FlowWatch.Functions.Tests.Http;

public sealed class RunsTests
{
    [Fact]
    public async Task Post_ARun_IsAcceptedAndRunsAfterTheAnswer()
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs");
        var accepted = await Served.JsonAsync(response, 202);

        var id = accepted.GetProperty("id").GetString()!;
        Assert.Equal("running", accepted.GetProperty("status").GetString());
        Assert.Equal($"/api/runs/{id}", response.Headers.Location!.ToString());
        Assert.Equal("5", Assert.Single(response.Headers.GetValues("Retry-After")));
        await served.EndOfAsync(id);
        var run = await served.JsonAsync(response.Headers.Location!.ToString());
        Assert.Equal(("failed", "http", 1, 1), (run.GetProperty("status").GetString(), run.GetProperty("trigger").GetString(), run.GetProperty("targets").GetInt32(), run.GetProperty("windowsFailed").GetInt32()));
        Assert.Contains("not authorized", Assert.Single(run.GetProperty("problems").EnumerateArray()).GetProperty("what").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithATrace_RunsUnderIt()
    {
        await using var served = await Served.StartAsync("one");
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/security/runs", true, ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"));

        var accepted = await Served.JsonAsync(response, 202);
        Assert.StartsWith($"00-{Trace}-", Assert.Single(response.Headers.GetValues("traceparent")), StringComparison.Ordinal);
        Assert.Equal(Trace, accepted.GetProperty("traceId").GetString());
        Assert.Equal(Trace, (await served.EndOfAsync(accepted.GetProperty("id").GetString()!)).TraceId);
    }

    [Fact]
    public async Task Post_TheSameIdempotencyKey_IsOneRun()
    {
        await using var served = await Served.StartAsync("one");

        var ids = new List<string>();
        for (var time = 0; time < 3; time++)
        {
            using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs", true, ("Idempotency-Key", "a/b#c?d"));
            ids.Add((await Served.JsonAsync(response, 202)).GetProperty("id").GetString()!);
            served.Time.Advance(TimeSpan.FromSeconds(1));
            await served.EndOfAsync(ids[0]);
        }

        Assert.Single(ids.Distinct());
        Assert.Single((await served.JsonAsync("/api/runs")).GetProperty("value").EnumerateArray());
    }

    [Fact]
    public async Task Post_TheSameKeyAtOnce_IsOneRun()
    {
        await using var served = await Served.StartAsync("one");

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs", true, ("Idempotency-Key", "once"));
            return (await Served.JsonAsync(response, 202)).GetProperty("id").GetString()!;
        }));

        await served.EndOfAsync(Assert.Single(ids.Distinct()));
    }

    [Fact]
    public async Task Post_TheKeyOfAnotherCheck_IsAProblem()
    {
        await using var served = await Served.StartAsync("one");
        using var first = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs", true, ("Idempotency-Key", "k"));

        using var second = await served.SendAsync(HttpMethod.Post, "/api/checks/security/runs", true, ("Idempotency-Key", "k"));

        await Served.ProblemAsync(second, "idempotency-key-reused", 422);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("tab\there")]
    public async Task Post_AKeyThatIsNone_IsAProblem(string key)
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs", true, ("Idempotency-Key", key));

        Assert.True((await Served.ProblemAsync(response, "invalid-parameter", 400)).GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }

    [Fact]
    public async Task Post_AnUnknownCheck_IsNotFound()
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/nosuch/runs");

        Assert.Contains("anomaly, security", (await Served.ProblemAsync(response, "not-found", 404)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NothingIsWatched_IsAProblem()
    {
        await using var served = await Served.StartAsync();

        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs");

        await Served.ProblemAsync(response, "no-targets", 409);
    }

    [Fact]
    public async Task Post_TooManyWait_IsAProblemWithRetryAfter()
    {
        await using var served = await Served.StartAsync(new ScriptedSource { Hangs = true }, "one");
        using var first = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs");
        Assert.Equal(202, (int)first.StatusCode);

        HttpResponseMessage? refused = null;
        for (var count = 0; count < BackgroundRuns.MaximumWaiting + 1 && refused is null; count++)
        {
            var response = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs");
            if ((int)response.StatusCode == 202) response.Dispose();
            else refused = response;
        }

        Assert.NotNull(refused);
        await Served.ProblemAsync(refused, "too-many-runs", 429);
        Assert.Equal("30", Assert.Single(refused.Headers.GetValues("Retry-After")));
        refused.Dispose();
    }

    [Fact]
    public async Task Stop_WhileARunJudges_GivesItsWindowBackAndMarksWhatWaits()
    {
        var source = new ScriptedSource { Hangs = true };
        await using var served = await Served.StartAsync(source, "one");
        using var first = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs");
        var running = (await Served.JsonAsync(first, 202)).GetProperty("id").GetString()!;
        await source.Opening;
        using var second = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs");
        var waiting = (await Served.JsonAsync(second, 202)).GetProperty("id").GetString()!;

        await served.StopAsync();

        Assert.True(!served.Errors.Contains("error", StringComparison.Ordinal), served.Errors);
        var runs = served.Service<RunStore>();
        Assert.Equal(RunStatus.Cancelled, (await runs.FindAsync(running, CancellationToken.None))!.Status);
        Assert.Equal(RunStatus.Cancelled, (await runs.FindAsync(waiting, CancellationToken.None))!.Status);
        var window = Assert.Single(await served.Service<Core.Windows.WindowLedger>().ListAsync("one", "anomaly", null, null, CancellationToken.None));
        Assert.Equal((Core.Windows.WindowStatus.Due, 0), (window.Status, window.Attempts));
    }

    [Fact]
    public async Task List_Runs_NewestFirstAndPageByPage()
    {
        await using var served = await Served.StartAsync("one");
        for (var index = 0; index < 7; index++)
        {
            var at = Served.Start + TimeSpan.FromMinutes(index);
            await served.Service<RunStore>().SaveAsync(
                new RunRecord { Id = RunStore.NewId(at), Check = index % 2 == 0 ? "anomaly" : "security", Trigger = "timer", Status = index == 4 ? RunStatus.Partial : RunStatus.Succeeded, StartedAt = at }, CancellationToken.None);
        }

        Assert.Equal(["12:13", "12:12", "12:11", "12:10", "12:09", "12:08", "12:07"], await AllAsync(served, "/api/runs?top=3"));
        Assert.Equal(["12:13", "12:11", "12:09", "12:07"], await AllAsync(served, "/api/runs?top=2&check=anomaly"));
        Assert.Equal(["12:11"], await AllAsync(served, "/api/runs?status=partial,failed"));
        Assert.Equal(["12:13", "12:12", "12:11", "12:10", "12:09", "12:08", "12:07"], await AllAsync(served, "/api/runs?top=99999999999999999999"));
    }

    [Theory]
    [InlineData("20260105T120730000Z-00000000")]
    [InlineData("20260105T120730000Z-ZZZZZZZZ")]
    [InlineData("x")]
    [InlineData("%2e%2e%2fsecrets")]
    [InlineData("20260105T120730000Z-0000000%2f")]
    public async Task Get_NoSuchRun_IsNotFound(string id)
    {
        await using var served = await Served.StartAsync("one");

        await served.ProblemAsync($"/api/runs/{id}", "not-found", 404);
    }

    [Fact]
    public async Task Get_ARunThatRuns_TellsWhenToAskAgain()
    {
        await using var served = await Served.StartAsync("one");
        var id = RunStore.NewId(Served.Start);
        await served.Service<RunStore>().SaveAsync(new RunRecord { Id = id, Check = "anomaly", Trigger = "timer", Status = RunStatus.Running, StartedAt = Served.Start }, CancellationToken.None);

        using var response = await served.GetAsync($"/api/runs/{id}");

        Assert.Equal("5", Assert.Single(response.Headers.GetValues("Retry-After")));
        Assert.Equal(JsonValueKind.Null, (await Served.JsonAsync(response, 200)).GetProperty("finishedAt").ValueKind);
    }

    internal static async Task<List<string>> AllAsync(Served served, string path)
    {
        var times = new List<string>();
        for (var next = path; next is not null;)
        {
            var page = await served.JsonAsync(next);
            times.AddRange(page.GetProperty("value").EnumerateArray().Select(run => run.GetProperty("startedAt").GetString()![11..16]));
            next = page.GetProperty("nextLink").GetString();
        }

        return times;
    }

    [Fact]
    public async Task Post_FromAPageOfAnotherSite_ChangesNothing()
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs", headers: ("Sec-Fetch-Site", "cross-site"));

        await Served.ProblemAsync(response, "cross-site", 403);
        Assert.Equal(0, (await served.JsonAsync("/api/runs")).GetProperty("value").GetArrayLength());
    }
}
