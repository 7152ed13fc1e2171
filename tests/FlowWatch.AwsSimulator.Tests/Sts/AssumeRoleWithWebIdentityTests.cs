using System.Net;
using System.Text.Json.Nodes;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Sts;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.AwsSimulator.Tests.Sts;

public sealed class AssumeRoleWithWebIdentityTests : IDisposable
{
    private const string Hub = "111122223333";
    private const string Role = $"arn:aws:iam::{Hub}:role/flowwatch-hub";
    private const string Audience = "api://flowwatch";
    private const string Subject = "0b1d0b1d-0000-0000-0000-000000000001";
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly SimulatedIdentityProvider entra;

    public AssumeRoleWithWebIdentityTests() => entra = new SimulatedIdentityProvider("7e4a47ff-0000-0000-0000-000000000000", time);

    public void Dispose() => entra.Dispose();

    [Fact]
    public async Task Token_OfTheTrustedIdentity_GivesKeys()
    {
        await using var aws = await HubAsync();
        using var sts = aws.AnonymousStsClient();

        var answer = await sts.AssumeRoleWithWebIdentityAsync(Request(entra.IssueToken(Audience, Subject)));

        Assert.Equal((Subject, Audience), (answer.SubjectFromWebIdentityToken, answer.Audience));
        Assert.Equal($"arn:aws:iam::{Hub}:oidc-provider/sts.windows.net/7e4a47ff-0000-0000-0000-000000000000/", answer.Provider);
        using var session = aws.StsClient(SdkClients.Simulated(answer.Credentials));
        Assert.Equal($"arn:aws:sts::{Hub}:assumed-role/flowwatch-hub/flowwatch-test", (await session.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn);
        Assert.Null(aws.Requests[0].PrincipalArn);
    }

    [Fact]
    public async Task Token_ForAnotherAudience_IsInvalid()
    {
        var error = await RefusalAsync(entra.IssueToken("api://another", Subject));

        Assert.IsType<InvalidIdentityTokenException>(error);
        Assert.Equal("Incorrect token audience", error.Message);
    }

    [Fact]
    public async Task Token_OfAnotherSubject_IsDenied()
    {
        var error = await RefusalAsync(entra.IssueToken(Audience, "0b1d0b1d-0000-0000-0000-000000000002"));

        Assert.Equal(("AccessDenied", HttpStatusCode.Forbidden), (error.ErrorCode, error.StatusCode));
        Assert.Equal("Not authorized to perform sts:AssumeRoleWithWebIdentity", error.Message);
    }

    [Fact]
    public async Task Token_PastItsEnd_IsExpired()
    {
        var error = await RefusalAsync(entra.IssueToken(Audience, Subject, TimeSpan.FromSeconds(-1)));

        Assert.IsType<ExpiredTokenException>(error);
        Assert.Equal("Token expired: current date/time 1767323045 must be before the expiration date/time 1767323044", error.Message);
    }

    [Fact]
    public async Task Token_OfAnUnknownIssuer_NamesTheIssuer()
    {
        var error = await RefusalAsync(entra.IssueToken(Audience, Subject, claims: new Dictionary<string, JsonNode?>
        {
            ["iss"] = "https://login.microsoftonline.com/7e4a47ff-0000-0000-0000-000000000000/v2.0",
        }));

        Assert.IsType<InvalidIdentityTokenException>(error);
        Assert.Contains("https://login.microsoftonline.com/7e4a47ff", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_WithAuthorizedParty_IsJudgedByThat() => Assert.Equal("Incorrect token audience", (await RefusalAsync(entra.IssueToken(
        Audience, Subject, claims: new Dictionary<string, JsonNode?> { ["azp"] = "00000000-0000-0000-0000-000000000009" }))).Message);

    [Fact]
    public async Task Token_ChangedAfterSigning_IsInvalid()
    {
        var mine = entra.IssueToken(Audience, Subject).Split('.');
        var others = entra.IssueToken(Audience, "0b1d0b1d-0000-0000-0000-000000000002").Split('.');

        Assert.IsType<InvalidIdentityTokenException>(await RefusalAsync($"{others[0]}.{mine[1]}.{others[2]}"));
    }

    [Fact]
    public async Task Token_OfAnotherKey_HasNoVerificationKey()
    {
        using var impostor = new SimulatedIdentityProvider(entra.Tenant, time) { KeyId = "another" };

        Assert.StartsWith("Couldn't retrieve verification key", (await RefusalAsync(impostor.IssueToken(Audience, Subject))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("opaque-access-token")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    public async Task Token_ThatIsNone_IsInvalid(string token) => Assert.IsType<InvalidIdentityTokenException>(await RefusalAsync(token));

    private static AssumeRoleWithWebIdentityRequest Request(string token) =>
        new() { RoleArn = Role, RoleSessionName = "flowwatch-test", WebIdentityToken = token };

    private async Task<SimulatedAws> HubAsync()
    {
        var aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time });
        aws.Sts.AddIdentityProvider(Hub, entra, Audience);
        aws.AddRole(Role, SimulatedPolicies.TrustWebIdentity(Hub, entra.Name, Audience, Subject), SimulatedPolicies.AllowEverything);
        return aws;
    }

    private async Task<AmazonSecurityTokenServiceException> RefusalAsync(string token)
    {
        await using var aws = await HubAsync();
        using var sts = aws.AnonymousStsClient();
        return await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleWithWebIdentityAsync(Request(token)));
    }
}
