using System.Text.Json;
using FlowWatch.Core.Runs;
using FlowWatch.Functions.Hosting;
using Microsoft.Data.Sqlite;

namespace FlowWatch.Functions.Tests.Http;

public sealed class HealthTests
{
    [Fact]
    public async Task Live_WithoutKeyAndState_Answers()
    {
        await using var served = await Served.StartAsync(_ => Readings.Of("""{ "checks": 7 }"""));

        using var response = await served.GetAsync("/api/health/live", withKey: false);

        Assert.Equal("live", (await Served.JsonAsync(response, 200)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Ready_WithoutKey_IsRefused()
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.GetAsync("/api/health/ready", withKey: false);

        await Served.ProblemAsync(response, "unauthorized", 401);
    }

    [Fact]
    public async Task Ready_NothingRanYet_IsReadyAndSaysSo()
    {
        await using var served = await Served.StartAsync("one", "two");

        var ready = await served.JsonAsync("/api/health/ready");

        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal(2, ready.GetProperty("configuration").GetProperty("targets").GetInt32());
        Assert.True(ready.GetProperty("state").GetProperty("isUsable").GetBoolean());
        Assert.Equal(["anomaly null", "security null"], ready.GetProperty("checks").EnumerateArray().Select(check => $"{check.GetProperty("check").GetString()} {check.GetProperty("lastSuccess").GetRawText()}"));
    }

    [Fact]
    public async Task Ready_AfterASuccess_TellsItsAge()
    {
        await using var served = await Served.StartAsync("one");
        await served.Service<RunStore>().SaveAsync(
            new RunRecord { Id = RunStore.NewId(Served.Start), Check = "security", Trigger = "timer", Status = RunStatus.Succeeded, StartedAt = Served.Start, FinishedAt = Served.Start }, CancellationToken.None);
        served.Time.Advance(TimeSpan.FromMinutes(3));

        var security = (await served.JsonAsync("/api/health/ready")).GetProperty("checks")[1];

        Assert.Equal(180, security.GetProperty("ageSeconds").GetDouble());
        Assert.Equal("2026-01-05T12:07:30Z", security.GetProperty("lastSuccess").GetString());
    }

    [Fact]
    public async Task Ready_BadConfiguration_IsNotReadyAndListsEveryProblem()
    {
        await using var served = await Served.StartAsync(_ => Readings.Of("""{ "deployment": "a b", "insights": { "concurrentQueries": 0 } }"""));

        var ready = await served.JsonAsync("/api/health/ready", 503);

        Assert.Equal("notReady", ready.GetProperty("status").GetString());
        var problems = ready.GetProperty("configuration").GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()!).ToList();
        Assert.Equal(2, problems.Count);
        Assert.StartsWith("a.json:1: deployment: ", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("a.json:1: insights.concurrentQueries: ", problems[1], StringComparison.Ordinal);
        Assert.All(problems, problem => Assert.Contains($"error: Configuration: {problem}\n", served.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OtherOperations_BadConfiguration_AreProblemsWithEveryError()
    {
        await using var served = await Served.StartAsync(_ => Readings.Of("""{ "deployment": "a b", "insights": { "concurrentQueries": 0 } }"""));

        foreach (var path in new[] { "/api/targets", "/api/runs", "/api/findings", "/api/windows?target=one&check=anomaly" })
        {
            var problem = await served.ProblemAsync(path, "configuration-invalid", 503);
            Assert.Equal(["deployment", "insights.concurrentQueries"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        }
    }

    [Fact]
    public async Task Ready_ATargetIsLeftOut_IsDegraded()
    {
        await using var served = await Served.StartAsync(state => Readings.Of(
            $$"""{ "state": { "file": {{System.Text.Json.JsonSerializer.Serialize(state)}} }, "targets": [ { "name": "good", "environment": "e", "account": "111111111111", "region": "eu-central-1" }, { "name": "bad" } ] }"""));

        var ready = await served.JsonAsync("/api/health/ready");

        Assert.Equal("degraded", ready.GetProperty("status").GetString());
        Assert.Equal("bad", Assert.Single(ready.GetProperty("configuration").GetProperty("leftOut").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Ready_StateIsDamagedLater_IsNotReadyAndSaysWhy()
    {
        await using var served = await Served.StartAsync("one");
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(served.StateFile, "this is no database");
        File.Delete(served.StateFile + "-wal");

        var ready = await served.JsonAsync("/api/health/ready", 503);
        Assert.Contains("is damaged or no database", ready.GetProperty("state").GetProperty("problem").GetString(), StringComparison.Ordinal);

        using var response = await served.GetAsync("/api/runs");
        await Served.ProblemAsync(response, "state-unavailable", 503);
        Assert.Equal("30", Assert.Single(response.Headers.GetValues("Retry-After")));
    }

    [Fact]
    public async Task Ready_WindowsAged_IsDegraded()
    {
        await using var served = await Served.StartAsync("one");
        await served.Service<CheckRuns>().OnTimerAsync("anomaly", false, CancellationToken.None);
        served.Time.Advance(TimeSpan.FromHours(3));

        await served.Service<HeartbeatWork>().RunAsync(CancellationToken.None);

        var ready = await served.JsonAsync("/api/health/ready");
        Assert.Equal("degraded", ready.GetProperty("status").GetString());
        // Of the anomaly check the window that failed, and those of the three hours in which nobody began one.
        Assert.Equal(7, ready.GetProperty("heartbeat").GetProperty("agedWindows").GetInt32());
        Assert.Contains("is Failed and not judged for too long (attempts: 1): logs:StartQuery", served.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_HeartbeatTooOld_IsDegradedAndTellsItsAge()
    {
        await using var served = await Served.StartAsync("one");
        var never = await served.JsonAsync("/api/health/ready");
        Assert.Equal(("ready", JsonValueKind.Null), (never.GetProperty("status").GetString(), never.GetProperty("heartbeatAgeSeconds").ValueKind));

        await served.Service<HeartbeatWork>().RunAsync(CancellationToken.None);
        served.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(("ready", 900), await StatusAsync(served));
        served.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("degraded", 901), await StatusAsync(served));

        await served.Service<HeartbeatWork>().RunAsync(CancellationToken.None);
        Assert.Equal(("ready", 0), await StatusAsync(served));
    }

    [Fact]
    public async Task Ready_NothingDispatchedForTooLong_IsDegraded()
    {
        await using var served = await Served.StartAsync("one");
        await served.Service<AlertWork>().RunAsync(CancellationToken.None);
        served.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("ready", (await served.JsonAsync("/api/health/ready")).GetProperty("status").GetString());

        served.Time.Advance(TimeSpan.FromMinutes(1));
        var ready = await served.JsonAsync("/api/health/ready");
        Assert.Equal(("degraded", true), (ready.GetProperty("status").GetString(), ready.GetProperty("outbox").GetProperty("isStuck").GetBoolean()));

        await served.Service<AlertWork>().RunAsync(CancellationToken.None);
        Assert.Equal("ready", (await served.JsonAsync("/api/health/ready")).GetProperty("status").GetString());
    }

    private static async Task<(string?, int)> StatusAsync(Served served)
    {
        var ready = await served.JsonAsync("/api/health/ready");
        return (ready.GetProperty("status").GetString(), ready.GetProperty("heartbeatAgeSeconds").GetInt32());
    }
}
