using System.Text.Json;
using CsCheck;
using FlowWatch.Functions.Http;
using FlowWatch.Functions.Http.Api;

namespace FlowWatch.Functions.Tests.Http;

/// <summary>Whatever is sent, the answer is a good one or a problem that says what is wrong.</summary>
public sealed class ParametersTests : IAsyncLifetime
{
    private Served served = null!;

    public async Task InitializeAsync() => served = await Served.StartAsync("one", "two");

    public async Task DisposeAsync() => await served.DisposeAsync();

    [Theory]
    [InlineData("/api/runs?top=0", "top", "'0' is not a whole number from 1 to 200")]
    [InlineData("/api/runs?top=-1", "top", "'-1' is not a whole number from 1 to 200")]
    [InlineData("/api/runs?top=1e3", "top", "'1e3' is not a whole number from 1 to 200")]
    [InlineData("/api/runs?top=", "top", "'' is not a whole number from 1 to 200")]
    [InlineData("/api/runs?top=%D9%A3", "top", "'٣' is not a whole number from 1 to 200")]
    [InlineData("/api/runs?top=1&top=2", "top", "given more than once")]
    [InlineData("/api/runs?check=x", "check", "'x' is not one of anomaly, security")]
    [InlineData("/api/runs?status=done", "status", "'done' is not one of running, succeeded, partial, failed, cancelled")]
    [InlineData("/api/runs?continuation=AAAA", "continuation", "not one that FlowWatch gave; begin again without it")]
    [InlineData("/api/runs?continuation=%27%20OR%201%3D1", "continuation", "not one that FlowWatch gave; begin again without it")]
    [InlineData("/api/runs?stauts=failed", "stauts", "unknown (did you mean status?); there are check, status, top, continuation")]
    [InlineData("/api/targets?name=x", "name", "unknown; there are top, continuation")]
    [InlineData("/api/health/ready?x=1", "x", "unknown; there are no parameters")]
    [InlineData("/api/windows?check=anomaly", "target", "missing")]
    [InlineData("/api/windows?target=one", "check", "missing")]
    [InlineData("/api/windows?target=on&check=anomaly", "target", "there is no target 'on' (did you mean one?)")]
    [InlineData("/api/windows?target=..%2F..%2Fetc&check=anomaly", "target", "'../../etc' is not the name of a target")]
    [InlineData("/api/windows?target=one&check=anomaly&from=yesterday", "from", "'yesterday' is not a time in ISO 8601, such as 2026-01-05T12:00:00Z")]
    [InlineData("/api/windows?target=one&check=anomaly&from=9999-12-31T23:59:59Z", "from", "'9999-12-31T23:59:59Z' is not a time in ISO 8601, such as 2026-01-05T12:00:00Z")]
    [InlineData("/api/windows?target=one&check=anomaly&from=2026-01-05&to=2026-01-04", "to", "not after from")]
    [InlineData("/api/findings?severity=awful", "severity", "'awful' is not one of critical, high, medium, low, informational")]
    [InlineData("/api/findings?detection=PORT_SCAN,NOPE", "detection", "'NOPE' is not one of HIGH_TRAFFIC_VOLUME, HIGH_CONNECTION_COUNT, PORT_SCAN, SUSPICIOUS_PORT_ACCESS, BRUTE_FORCE")]
    [InlineData("/api/findings?target=%1B%5B31m", "target", "'\\u001B[31m' is not the name of a target")]
    [InlineData("/api/findings?from=2026-01-05&to=2026-01-05", "to", "not after from")]
    [InlineData("/api/findings?continuation=b25lfGFub21hbHl8Jw", "continuation", "not one that FlowWatch gave; begin again without it")]
    public async Task Get_AWrongParameter_IsNamed(string path, string name, string error)
    {
        var problem = await served.ProblemAsync(path, "invalid-parameter", 400);

        var only = Assert.Single(problem.GetProperty("errors").EnumerateObject());
        Assert.Equal((name, error), (only.Name, Assert.Single(only.Value.EnumerateArray()).GetString()));
        Assert.Equal($"{name}: {error}.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Get_SeveralWrongParameters_AreAllNamed()
    {
        var problem = await served.ProblemAsync("/api/windows?top=x&from=y&colour=z", "invalid-parameter", 400);

        Assert.Equal(["check", "colour", "from", "target", "top"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Get_AVeryLongParameter_IsNotRepeated()
    {
        var problem = await served.ProblemAsync($"/api/runs?check={new string('x', 3000)}", "invalid-parameter", 400);

        Assert.Equal("check: longer than 1000 characters.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/api/windows?target=ONE&check=Anomaly&from=2026-01-05T12:00:00%2B01:00&to=2026-01-06")]
    [InlineData("/api/windows?target=one&check=anomaly&from=2026-01-05T12:00:00+01:00")]
    [InlineData("/api/findings?severity=High,critical&detection=port_scan")]
    [InlineData("/api/runs?TOP=5&code=wrong-but-the-header-has-it&clientId=default")]
    public async Task Get_GoodParametersInAnyForm_AreTaken(string path) => Assert.Equal(JsonValueKind.Array, (await served.JsonAsync(path)).GetProperty("value").ValueKind);

    [Fact]
    public async Task Get_HostileQueries_NeverFail() =>
        await Gen.Select(OneOf("runs", "targets", "findings", "windows", "health/ready", "openapi.json"), Name.Select(Gen.String, (name, value) => (name, value)).Array[0, 5]).SampleAsync(
            async (route, parameters) =>
            {
                var query = string.Join('&', parameters.Select(parameter => $"{Uri.EscapeDataString(Valid(parameter.name))}={Uri.EscapeDataString(Valid(parameter.value))}"));
                using var response = await served.GetAsync($"/api/{route}?{query}");
                Assert.True((int)response.StatusCode is 200 or 400, $"{(int)response.StatusCode} for {query}");
                await Served.JsonAsync(response, (int)response.StatusCode);
            },
            iter: 300,
            threads: 2);

    [Fact]
    public async Task Get_HostilePaths_AreNotFound() => await Gen.String.SampleAsync(
        async text =>
        {
            using var response = await served.GetAsync($"/api/runs/{Uri.EscapeDataString(Valid(text) + "!")}");
            Assert.Equal(404, (int)response.StatusCode);
            await Served.JsonAsync(response, 404);
        },
        iter: 200,
        threads: 2);

    [Fact]
    public void Parameters_OfEveryOperation_AreUniqueAndDescribed() => Assert.All(ApiCatalog.All, operation =>
    {
        Assert.Equal(operation.Parameters.Count, operation.Parameters.Select(parameter => parameter.Name.ToUpperInvariant()).Distinct().Count());
        Assert.All(operation.Parameters, parameter => Assert.EndsWith(".", parameter.Description, StringComparison.Ordinal));
        Assert.Equal(
            operation.Route.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')),
            operation.Parameters.Where(parameter => parameter.Place == ApiPlace.Path).Select(parameter => parameter.Name));
    });

    private static Gen<string> Name => Gen.OneOf(OneOf("top", "check", "target", "from", "to", "status", "severity", "detection", "continuation", "code"), Gen.String);

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    // Half a surrogate pair cannot be sent.
    private static string Valid(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
