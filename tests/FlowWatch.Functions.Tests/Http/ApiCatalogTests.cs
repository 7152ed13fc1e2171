using System.Reflection;
using System.Text.Json;
using FlowWatch.Functions.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Tests.Http;

/// <summary>Attributes, catalog, openapi.json and what is served are one and the same.</summary>
public sealed class ApiCatalogTests : IAsyncLifetime
{
    private Served served = null!;

    public async Task InitializeAsync() => served = await Served.StartAsync("one");

    public async Task DisposeAsync() => await served.DisposeAsync();

    [Fact]
    public void All_Operations_AreTheFunctions() => Assert.Equal(
        Attributes().Order(),
        ApiCatalog.All.Select(operation => (operation.Name, operation.Method, operation.Route, operation.Authorization)).Order());

    [Fact]
    public async Task OpenApi_EveryOperation_ExistsWithMethodAndLevel_AndTheReverse()
    {
        var document = await served.JsonAsync("/api/openapi.json");

        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (
            operation.Value.GetProperty("operationId").GetString()!.Split('.')[0],
            operation.Name.ToUpperInvariant(),
            operation.Value.GetProperty("x-route").GetString()!,
            Enum.Parse<AuthorizationLevel>(operation.Value.GetProperty("x-authorization-level").GetString()!, ignoreCase: true))));
        Assert.Equal(Attributes().Order(), described.Distinct().Order());
        Assert.All(document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, Route: operation.Value.GetProperty("x-route").GetString()!))), one =>
            Assert.Matches($"^/{System.Text.RegularExpressions.Regex.Replace(one.Route, "{[a-z]+}", "[{}a-z-]+")}$", one.Name));
        Assert.Equal("/api", Assert.Single(document.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString());
    }

    [Fact]
    public async Task OpenApi_EveryOperation_IsServed()
    {
        Assert.Equal(Attributes().Order(), served.Functions.Http.Select(function => (function.Name, function.Methods.Single(), function.Route, function.Authorization)).Order());
        foreach (var (_, method, route, _) in Attributes())
        {
            using var response = await served.SendAsync(new HttpMethod(method), $"/api/{route.Replace("{check}", "anomaly", StringComparison.Ordinal).Replace("{question}", "top-sources", StringComparison.Ordinal).Replace("{id}", "20260105T120730000Z-00000000", StringComparison.Ordinal)}");
            var text = await response.Content.ReadAsStringAsync();
            Assert.DoesNotContain("no such route", text, StringComparison.Ordinal);
            Assert.InRange((int)response.StatusCode, 200, 404);
        }
    }

    [Fact]
    public void All_Operations_NeedAKeyExceptLiveness() => Assert.Equal(
        [nameof(GetLiveness)], ApiCatalog.All.Where(operation => operation.Authorization == AuthorizationLevel.Anonymous).Select(operation => operation.Name));

    [Fact]
    public async Task OpenApi_References_Resolve()
    {
        var text = JsonSerializer.Serialize(await served.JsonAsync("/api/openapi.json"));
        var schemas = (await served.JsonAsync("/api/openapi.json")).GetProperty("components").GetProperty("schemas");

        var references = System.Text.RegularExpressions.Regex.Matches(text, "\"\\$ref\":\"([^\"]*)\"").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            Assert.StartsWith("#/components/schemas/", reference, StringComparison.Ordinal);
            Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference);
        });
    }

    [Fact]
    public async Task OpenApi_SecuredOperations_TellTheKey()
    {
        var document = await served.JsonAsync("/api/openapi.json");

        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            var isOpen = operation.Value.GetProperty("operationId").GetString() == nameof(GetLiveness);
            Assert.Equal(isOpen ? 0 : 2, operation.Value.GetProperty("security").GetArrayLength());
            Assert.Equal(!isOpen, operation.Value.GetProperty("responses").TryGetProperty("401", out _));
        }
    }

    private static List<(string Name, string Method, string Route, AuthorizationLevel Level)> Attributes() =>
    [
        .. typeof(ApiCatalog).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .SelectMany(method => method.GetParameters().Select(parameter => (method.GetCustomAttribute<FunctionAttribute>()!.Name, Trigger: parameter.GetCustomAttribute<HttpTriggerAttribute>())))
            .Where(function => function.Trigger is not null)
            .Select(function => (function.Name, Assert.Single(function.Trigger!.Methods!).ToUpperInvariant(), function.Trigger.Route!, function.Trigger.AuthLevel)),
    ];
}
