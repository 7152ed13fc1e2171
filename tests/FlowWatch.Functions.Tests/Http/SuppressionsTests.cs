using System.Globalization;
using System.Text.Json;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Suppressions;

namespace FlowWatch.Functions.Tests.Http;

public sealed class SuppressionsTests : IDisposable
{
    private const string Good = """{"name":"scanner","owner":"security","reason":"Ours.","expires":"2026-02-01","source":"203.0.113.9","detection":"PORT_SCAN"}""";

    private readonly string logs = Directory.CreateTempSubdirectory("flowwatch-logs-").FullName;

    public void Dispose() => Directory.Delete(logs, recursive: true);

    [Fact]
    public async Task Post_AGoodOne_IsThereWithLocationAndTag()
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.PostAsync("/api/suppressions", Good);
        var added = await Served.JsonAsync(response, 201);

        Assert.Equal($"/api/suppressions/{added.GetProperty("id").GetString()}", response.Headers.Location!.ToString());
        Assert.Equal(("added", "active", "security", 0), (added.GetProperty("origin").GetString(), added.GetProperty("status").GetString(), added.GetProperty("createdBy").GetString(), added.GetProperty("hits").GetInt64()));
        using var read = await served.GetAsync(response.Headers.Location!.ToString());
        Assert.Equal(response.Headers.ETag!.Tag, read.Headers.ETag!.Tag);
        Assert.Equal(added.ToString(), (await Served.JsonAsync(read, 200)).ToString());
        Assert.Equal(added.ToString(), Assert.Single((await served.JsonAsync("/api/suppressions")).GetProperty("value").EnumerateArray()).ToString());
    }

    [Fact]
    public async Task Post_Twice_IsRefusedAndNamesTheFirst()
    {
        await using var served = await Served.StartAsync("one");
        using var first = await served.PostAsync("/api/suppressions", Good);

        using var second = await served.PostAsync("/api/suppressions", Good);

        var problem = await Served.ProblemAsync(second, "suppression-exists", 409);
        Assert.Contains((await Served.JsonAsync(first, 201)).GetProperty("id").GetString()!, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "invalid-body", 400)]
    [InlineData("null", "invalid-body", 400)]
    [InlineData("{", "invalid-body", 400)]
    [InlineData("[]", "invalid-body", 400)]
    [InlineData("""{"name":1}""", "invalid-body", 400)]
    [InlineData("""{"nmae":"x"}""", "invalid-body", 400)]
    [InlineData("""{"name":"x","name":"y"}""", "invalid-body", 400)]
    [InlineData("""{"port":"22"}""", "invalid-body", 400)]
    [InlineData("{}", "invalid-member", 422)]
    [InlineData("""{"name":"x","reason":"r","expires":"2026-02-01","port":22}""", "invalid-member", 422)]
    [InlineData("""{"name":"x","owner":"o","reason":"r","expires":"2026-01-01","port":22,"source":"10.0.0.1"}""", "invalid-member", 422)]
    [InlineData("""{"name":"x","owner":"o","reason":"r","expires":"2026-02-01"}""", "invalid-member", 422)]
    [InlineData("""{"name":"x","owner":"o","reason":"r","expires":"2026-02-01","source":"10.0.0.0/8","port":22}""", "suppression-too-broad", 422)]
    [InlineData("""{"name":"x","owner":"o","reason":"r","expires":"2026-02-01","source":"10.0.0.1"}""", "suppression-too-broad", 422)]
    public async Task Post_WhatIsNoGood_SaysWhy(string body, string type, int status)
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.PostAsync("/api/suppressions", body);

        await Served.ProblemAsync(response, type, status);
        Assert.Empty((await served.JsonAsync("/api/suppressions")).GetProperty("value").EnumerateArray());
    }

    [Fact]
    public async Task Post_TooMuch_IsNotRead()
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.PostAsync("/api/suppressions", $$"""{"name":"{{new string('x', 70_000)}}"}""");

        await Served.ProblemAsync(response, "body-too-large", 413);
    }

    [Fact]
    public async Task Post_TooBroadWithForce_IsAddedAndWarns()
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.PostAsync("/api/suppressions", """{"name":"x","owner":"o","reason":"r","expires":"2026-02-01","source":"10.0.0.0/8","port":22,"force":true}""");

        Assert.Equal("it covers 16,777,216 addresses (source 10.0.0.0/8)", Assert.Single((await Served.JsonAsync(response, 201)).GetProperty("warnings").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Delete_OfAnotherVersion_RemovesNothing()
    {
        await using var served = await Served.StartAsync("one");
        using var added = await served.PostAsync("/api/suppressions", Good);
        var path = added.Headers.Location!.ToString();

        using var stale = await served.SendAsync(HttpMethod.Delete, path, true, ("If-Match", "\"0000000000000000\""));
        await Served.ProblemAsync(stale, "changed", 412);
        using var good = await served.SendAsync(HttpMethod.Delete, path, true, ("If-Match", added.Headers.ETag!.Tag));
        Assert.Equal((204, ""), ((int)good.StatusCode, await good.Content.ReadAsStringAsync()));
        using var again = await served.SendAsync(HttpMethod.Delete, path);
        await Served.ProblemAsync(again, "not-found", 404);
    }

    [Fact]
    public async Task Configuration_One_IsListedAndNotRemoved()
    {
        await using var served = await Served.StartAsync(state => Readings.Of($$"""{"state":{"file":"{{state}}"},"suppressions":[{"name":"c","owner":"o","reason":"r","expires":"2026-01-01","port":22,"source":"10.0.0.1"}]}"""));

        var listed = Assert.Single((await served.JsonAsync("/api/suppressions")).GetProperty("value").EnumerateArray());

        Assert.Equal(("configuration", "expired"), (listed.GetProperty("origin").GetString(), listed.GetProperty("status").GetString()));
        using var response = await served.SendAsync(HttpMethod.Delete, $"/api/suppressions/{SuppressionId.OfConfiguration(null, "c")}");
        await Served.ProblemAsync(response, "of-configuration", 409);
        Assert.Empty((await served.JsonAsync("/api/suppressions?status=active")).GetProperty("value").EnumerateArray());
    }

    // Flow logs of a folder, real engine, real state: found, then suppressed without a restart, then found again.
    [Fact]
    public async Task Run_WithSuppressionAddedAndRemoved_HoldsBackFromTheNextWindowOn()
    {
        WriteScan(42, 52, 62);
        await using var served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one", logs)));

        Assert.Equal((1, 0), await RunAsync(served));
        using var added = await served.PostAsync("/api/suppressions", Good);
        Assert.Equal(201, (int)added.StatusCode);
        served.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((0, 1), await RunAsync(served));

        var held = await served.JsonAsync(added.Headers.Location!.ToString());
        Assert.Equal(1, held.GetProperty("hits").GetInt64());
        Assert.StartsWith("2026-01-05T11:5", held.GetProperty("lastHit").GetString(), StringComparison.Ordinal);
        using var removed = await served.SendAsync(HttpMethod.Delete, added.Headers.Location!.ToString());
        Assert.Equal(204, (int)removed.StatusCode);
        served.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((1, 0), await RunAsync(served));
    }

    // Found and told, then expected: over at once, and back when the suppression is gone and it is seen again.
    [Fact]
    public async Task Post_WithAnOpenIncident_ResolvesItAsExpected()
    {
        WriteScan(42, 52, 62);
        await using var served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one", logs)));
        await RunAsync(served);
        Assert.Equal((IncidentStatus.New, null), await IncidentAsync(served));

        using var added = await served.PostAsync("/api/suppressions", Good);

        Assert.Equal((IncidentStatus.Resolved, IncidentDisposition.Expected), await IncidentAsync(served));
        served.Time.Advance(TimeSpan.FromMinutes(10));
        await RunAsync(served);
        Assert.Equal((IncidentStatus.Resolved, IncidentDisposition.Expected), await IncidentAsync(served));
        using var removed = await served.SendAsync(HttpMethod.Delete, added.Headers.Location!.ToString());
        served.Time.Advance(TimeSpan.FromMinutes(10));
        await RunAsync(served);
        Assert.Equal(1, (await served.JsonAsync("/api/findings")).GetProperty("value").EnumerateArray().Count(finding => finding.GetProperty("window").GetProperty("to").GetDateTimeOffset() > Served.Start.AddMinutes(-8)));
    }

    // Added by another process: the next run sees that the suppressions are others, before it judges anything.
    [Fact]
    public async Task Run_AfterOneWasAddedElsewhere_ResolvesWhatItCovers()
    {
        WriteScan(42);
        await using var served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one", logs)));
        await RunAsync(served);
        var suppression = SuppressionRequestReader.Read(new SuppressionRequest { Name = "scanner", Owner = "kim", Reason = "Ours.", Expires = "2026-02-01", Source = "203.0.113.9", Detection = "PORT_SCAN" }, [], Served.Start, out _)!;
        await served.Service<SuppressionStore>().AddAsync(suppression, "kim", CancellationToken.None);
        Assert.Equal((IncidentStatus.New, null), await IncidentAsync(served));

        await RunAsync(served);

        Assert.Equal((IncidentStatus.Resolved, IncidentDisposition.Expected), await IncidentAsync(served));
        var incident = await Only(served);
        Assert.Equal(("kim", $"expected: suppression 'scanner' ({suppression.Id}): Ours."), (incident.History[^1].By, incident.History[^1].Note));
    }

    private static async Task<(IncidentStatus, IncidentDisposition?)> IncidentAsync(Served served)
    {
        var incident = await Only(served);
        return (incident.Status, incident.Disposition);
    }

    private static async Task<Incident> Only(Served served)
    {
        var all = new List<Incident>();
        await foreach (var incident in served.Service<IncidentStore>().ListAsync("one", null, CancellationToken.None)) all.Add(incident);
        return Assert.Single(all, incident => incident.Detection == "PORT_SCAN");
    }

    [Fact]
    public async Task Run_AfterOneExpired_SaysSoOnce()
    {
        WriteScan(42, 52, 62);
        await using var served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one", logs)));
        using var added = await served.PostAsync("/api/suppressions", Good.Replace("2026-02-01", "2026-01-05T12:08:00Z", StringComparison.Ordinal));
        Assert.Equal(201, (int)added.StatusCode);
        Assert.Equal((0, 1), await RunAsync(served));

        served.Time.Advance(TimeSpan.FromMinutes(10));
        var (id, run) = await StartAsync(served);

        Assert.Equal(
            $"Suppression 'scanner' ({SuppressionId.OfAdded(null, "scanner")}) of security expired 2026-01-05 12:08Z after 1 hit and holds nothing back any more: renew it or remove it.",
            Assert.Single(run.GetProperty("notices").EnumerateArray()).GetString());
        Assert.Equal((1, "succeeded"), (run.GetProperty("findings").GetInt32(), run.GetProperty("status").GetString()));
        Assert.Contains("expired 2026-01-05 12:08Z", served.Errors, StringComparison.Ordinal);
        served.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty((await StartAsync(served)).Run.GetProperty("notices").EnumerateArray());
        Assert.NotEmpty(id);
    }

    private static async Task<(int Findings, int Suppressed)> RunAsync(Served served)
    {
        var (_, run) = await StartAsync(served);
        return (run.GetProperty("findings").GetInt32(), run.GetProperty("suppressed").GetInt32());
    }

    private static async Task<(string Id, JsonElement Run)> StartAsync(Served served)
    {
        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/security/runs");
        var id = (await Served.JsonAsync(response, 202)).GetProperty("id").GetString()!;
        await served.EndOfAsync(id);
        return (id, await served.JsonAsync($"/api/runs/{id}"));
    }

    // At each minute after 11:00 one source is refused at sixty ports of one address.
    private void WriteScan(params int[] minutes)
    {
        var lines = from minute in minutes
                    from port in Enumerable.Range(1, 60)
                    let start = new DateTimeOffset(2026, 1, 5, 11, 0, 0, TimeSpan.Zero).AddMinutes(minute).ToUnixTimeSeconds()
                    select string.Create(CultureInfo.InvariantCulture, $"2 111111111111 eni-0123456789abcdef0 203.0.113.9 10.0.1.5 {40000 + port} {port} 6 1 40 {start} {start + 10} REJECT OK");
        var file = Path.Combine(logs, "flows.log");
        File.WriteAllLines(file, lines.Prepend("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 5, 12, 5, 0, DateTimeKind.Utc));
    }
}
