using System.Net;
using FlowWatch.Azure.Identity;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Azure.Tests.Identity;

// The library keeps tokens for the process's life, by audience: each test has an audience of its own.
[Collection(EnvironmentTestGroup.Name)]
public class ManagedIdentityTokenSourceTests
{
    private const string ClientId = "99998888-7777-6666-5555-444433332222";

    [Fact]
    public async Task GetAsync_OwnIdentity_GivesATokenForTheAudience()
    {
        await using var endpoint = await IdentityEndpoint.StartAsync();

        var answer = await Source("api://own").GetAsync(anew: false, CancellationToken.None);

        Assert.Equal(3, answer.Token!.Value.Split('.').Length);
        Assert.InRange(answer.Token.Expires - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Assert.Equal(["api://own"], endpoint.Identity.ResourcesAsked);
    }

    [Fact]
    public async Task GetAsync_UserAssignedIdentity_IsAskedForByItsClientId()
    {
        await using var endpoint = await IdentityEndpoint.StartAsync(ClientId);

        var answer = await Source("api://assigned", ClientId).GetAsync(anew: false, CancellationToken.None);

        Assert.True(answer.IsToken, answer.Failure?.ToString());
    }

    [Fact]
    public async Task GetAsync_Again_AsksThePlatformOnlyWhereItShallBeAnew()
    {
        await using var endpoint = await IdentityEndpoint.StartAsync();
        var source = Source("api://again");

        await source.GetAsync(anew: false, CancellationToken.None);
        await source.GetAsync(anew: false, CancellationToken.None);
        Assert.Single(endpoint.Identity.ResourcesAsked);

        await source.GetAsync(anew: true, CancellationToken.None);
        Assert.Equal(2, endpoint.Identity.ResourcesAsked.Count);
    }

    [Fact]
    public async Task GetAsync_IdentityIsNotAssigned_SaysWhichSettingToLookAt()
    {
        await using var endpoint = await IdentityEndpoint.StartAsync();

        var answer = await Source("api://unassigned", ClientId).GetAsync(anew: false, CancellationToken.None);

        Assert.Equal((CredentialLink.ManagedIdentity, CredentialFailureKind.Refused), (answer.Failure!.Link, answer.Failure.Kind));
        Assert.Contains("Identity not found", answer.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(answer.Failure.Hints, hint => hint.Condition == CredentialCondition.Identity && hint.Text.Contains("managedIdentityClientId", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetAsync_EndpointRefuses_IsAFailureWithoutSecrets()
    {
        await using var endpoint = await IdentityEndpoint.StartAsync();
        endpoint.Identity.Refusal = HttpStatusCode.Forbidden;

        var answer = await Source("api://refused").GetAsync(anew: false, CancellationToken.None);

        Assert.Equal(CredentialLink.ManagedIdentity, answer.Failure!.Link);
        Assert.DoesNotContain(endpoint.Identity.Secret, answer.Failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_HostHasNoIdentity_SaysWhichModeIsForThat()
    {
        var source = new ManagedIdentityTokenSource(new AbsentIdentity(), "api://absent");

        var answer = await source.GetAsync(anew: false, CancellationToken.None);

        Assert.Equal((CredentialLink.ManagedIdentity, CredentialFailureKind.Unavailable), (answer.Failure!.Link, answer.Failure.Kind));
        Assert.Contains(answer.Failure.Hints, hint => hint.Condition == CredentialCondition.Settings && hint.Text.Contains("credentials.mode", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetAsync_Cancelled_Throws()
    {
        await using var endpoint = await IdentityEndpoint.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Source("api://cancelled").GetAsync(anew: false, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void For_NoAudience_IsRefused() => Assert.Throws<ArgumentNullException>(() => ManagedIdentityTokenSource.For(new CredentialSettings()));

    private static ManagedIdentityTokenSource Source(string audience, string? clientId = null) =>
        ManagedIdentityTokenSource.For(new CredentialSettings { Audience = audience, ManagedIdentityClientId = clientId });
}
