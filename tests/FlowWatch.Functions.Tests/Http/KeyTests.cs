using FlowWatch.Functions.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Tests.Http;

public sealed class KeyTests : IAsyncLifetime
{
    private Served served = null!;

    public async Task InitializeAsync() => served = await Served.StartAsync("one");

    public async Task DisposeAsync() => await served.DisposeAsync();

    [Fact]
    public async Task EveryOperation_WithoutKey_IsRefused()
    {
        foreach (var operation in ApiCatalog.All.Where(operation => operation.Authorization != AuthorizationLevel.Anonymous))
        {
            using var response = await served.SendAsync(new HttpMethod(operation.Method), $"/api/{operation.Route.Replace("{check}", "anomaly", StringComparison.Ordinal).Replace("{id}", "x", StringComparison.Ordinal)}", withKey: false);
            await Served.ProblemAsync(response, "unauthorized", 401);
        }

        using var admin = await served.SendAsync(HttpMethod.Post, "/admin/functions/Heartbeat", withKey: false);
        await Served.ProblemAsync(admin, "unauthorized", 401);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0123456789012345678901234567890123456789012")]
    public async Task AWrongKey_IsRefused(string key)
    {
        using var inHeader = await served.SendAsync(HttpMethod.Get, "/api/runs", withKey: false, ("x-functions-key", key));
        using var inQuery = await served.GetAsync($"/api/runs?code={key}", withKey: false);
        using var nearly = await served.GetAsync($"/api/runs?code={served.Key[..^1]}", withKey: false);
        using var twice = await served.GetAsync($"/api/runs?code={served.Key}&code={served.Key}", withKey: false);

        foreach (var response in new[] { inHeader, inQuery, nearly, twice }) await Served.ProblemAsync(response, "unauthorized", 401);
    }

    [Fact]
    public async Task TheKey_InHeaderOrQuery_IsTaken()
    {
        using var inHeader = await served.GetAsync("/api/runs");
        using var inQuery = await served.GetAsync($"/api/runs?code={served.Key}", withKey: false);

        Assert.Equal([200, 200], new[] { inHeader, inQuery }.Select(response => (int)response.StatusCode));
    }

    [Fact]
    public async Task TheKey_OfAnotherStart_IsRefused()
    {
        await using var other = await Served.StartAsync("one");

        using var response = await served.GetAsync($"/api/runs?code={other.Key}", withKey: false);

        await Served.ProblemAsync(response, "unauthorized", 401);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", served.Key);
    }

    [Fact]
    public async Task NextLink_OfARequestWithCode_NeverHoldsTheKey()
    {
        for (var index = 0; index < 2; index++)
        {
            using var started = await served.SendAsync(HttpMethod.Post, "/api/checks/anomaly/runs");
            Assert.Equal(202, (int)started.StatusCode);
            served.Time.Advance(TimeSpan.FromSeconds(1));
        }

        using var response = await served.GetAsync($"/api/runs?top=1&code={served.Key}", withKey: false);

        var next = (await Served.JsonAsync(response, 200)).GetProperty("nextLink").GetString()!;
        Assert.StartsWith("/api/runs?top=1&continuation=", next, StringComparison.Ordinal);
        Assert.DoesNotContain(served.Key, next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownRoute_IsNotFound_AndAnotherMethodIsNotAllowed()
    {
        await served.ProblemAsync("/api/nosuch", "not-found", 404);
        await served.ProblemAsync("/", "not-found", 404);
        using var deleted = await served.SendAsync(HttpMethod.Delete, "/api/runs");
        await Served.ProblemAsync(deleted, "method-not-allowed", 405);
        Assert.Equal("GET", Assert.Single(deleted.Content.Headers.Allow));
    }

    [Fact]
    public async Task Admin_ATimer_IsFiredByHand()
    {
        using var unknown = await served.SendAsync(HttpMethod.Post, "/admin/functions/Nosuch");
        await Served.ProblemAsync(unknown, "not-found", 404);

        using var fired = await served.SendAsync(HttpMethod.Post, "/admin/functions/securityanalysis");

        Assert.Equal(202, (int)fired.StatusCode);
    }

    [Fact]
    public async Task Answers_Headers_AreThoseOfAnApi()
    {
        using var response = await served.GetAsync("/api/runs");

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", Assert.Single(response.Headers.GetValues("traceparent")));
        Assert.False(response.Headers.Contains("Server"));
    }
}
