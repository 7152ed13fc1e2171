using System.Net;
using System.Text.Json;
using FlowWatch.AwsSimulator.AzureIdentity;
using FlowWatch.AwsSimulator.Sts;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.AwsSimulator.Tests.AzureIdentity;

public sealed class SimulatedManagedIdentityTests : IDisposable
{
    private const string ObjectId = "0b1d0b1d-0000-0000-0000-000000000001";
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly SimulatedIdentityProvider entra;
    private readonly HttpClient http = new();

    public SimulatedManagedIdentityTests() => entra = new SimulatedIdentityProvider("7e4a47ff-0000-0000-0000-000000000000", time);

    public void Dispose()
    {
        http.Dispose();
        entra.Dispose();
    }

    [Fact]
    public async Task AppService_RightHeader_GivesATokenForTheResource()
    {
        await using var identity = await SimulatedManagedIdentity.StartAsync(entra, ObjectId, time: time);
        http.DefaultRequestHeaders.Add("X-IDENTITY-HEADER", identity.Secret);

        using var answer = await http.GetAsync(new Uri($"{identity.AppServiceEndpoint}?api-version=2019-08-01&resource=api%3A%2F%2Fflowwatch"));

        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("1767409445", body.RootElement.GetProperty("expires_on").GetString());
        var token = WebIdentityToken.Parse(body.RootElement.GetProperty("access_token").GetString()!)!;
        Assert.Equal((entra.Issuer, "api://flowwatch", ObjectId), (token.Issuer, token.Audience, token.Subject));
        Assert.Equal(["api://flowwatch"], identity.ResourcesAsked);
    }

    [Fact]
    public async Task AppService_NoHeader_IsRefused()
    {
        await using var identity = await SimulatedManagedIdentity.StartAsync(entra, ObjectId, time: time);

        using var answer = await http.GetAsync(new Uri($"{identity.AppServiceEndpoint}?api-version=2019-08-01&resource=api://flowwatch"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Machine_NoMetadataHeader_IsRefused()
    {
        await using var identity = await SimulatedManagedIdentity.StartAsync(entra, ObjectId, time: time);

        using var answer = await http.GetAsync(new Uri(identity.Host, "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=x"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Required metadata header not specified", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("&client_id=one", HttpStatusCode.OK)]
    [InlineData("&client_id=another", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task Machine_UserAssigned_IsAskedForByItsClientId(string query, HttpStatusCode expected)
    {
        await using var identity = await SimulatedManagedIdentity.StartAsync(entra, ObjectId, "one", time);
        http.DefaultRequestHeaders.Add("Metadata", "true");

        using var answer = await http.GetAsync(new Uri(identity.Host, $"/metadata/identity/oauth2/token?api-version=2018-02-01&resource=x{query}"));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Refusal_WhenSet_AnswersWithIt()
    {
        await using var identity = await SimulatedManagedIdentity.StartAsync(entra, ObjectId, time: time);
        identity.Refusal = HttpStatusCode.InternalServerError;
        http.DefaultRequestHeaders.Add("Metadata", "true");

        using var answer = await http.GetAsync(new Uri(identity.Host, "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=x"));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }
}
