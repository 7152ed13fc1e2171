using System.Net;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using FlowWatch.Aws.Credentials;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests.Credentials;

public class AwsCredentialChainTests
{
    [Fact]
    public async Task Chain_AllLinksHold_ActsAsTheMemberRole()
    {
        await using var chain = await ChainFixture.StartAsync();

        var identity = await WhoAmIAsync(chain);

        Assert.Equal("arn:aws:sts::444455556666:assumed-role/FlowWatchReadOnly/flowwatch-test", identity);
        Assert.Equal(["AssumeRoleWithWebIdentity", "AssumeRole", "GetCallerIdentity"], chain.Aws.Requests.Select(request => request.Action));
        Assert.Equal([null, "eu-west-1", "eu-central-1"], chain.Aws.Requests.Select(request => request.Region));
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/FlowWatchHub/flowwatch-test", chain.Aws.Requests[1].PrincipalArn);
    }

    [Fact]
    public async Task Chain_TargetWithoutRole_ActsAsTheHubRole()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.Target = chain.Target with { Role = null, ExternalId = null };

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/FlowWatchHub/flowwatch-test", await WhoAmIAsync(chain));
    }

    [Fact]
    public async Task Chain_HundredCallersAtOnce_AssumeEachRoleOnce()
    {
        await using var chain = await ChainFixture.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => chain.Clients.Chain.For(chain.Target).GetCredentialsAsync())));

        Assert.Equal((1, 1, 1), (chain.Asked.Count, chain.Calls("AssumeRoleWithWebIdentity"), chain.Calls("AssumeRole")));
    }

    [Fact]
    public async Task Chain_ManyMembers_ShareTheHubSession()
    {
        await using var chain = await ChainFixture.StartAsync();
        var targets = Enumerable.Range(0, 20).Select(number => $"4444555566{number:00}").Select(account =>
        {
            var role = chain.Aws.AddRole($"arn:aws:iam::{account}:role/FlowWatchReadOnly", SimulatedPolicies.TrustAccount("111122223333", account), SimulatedPolicies.AllowEverything);
            return TestTargets.Target(account, account, role: role.Arn, externalId: account);
        }).ToList();

        await Task.WhenAll(targets.Select(target => chain.Clients.Chain.For(target).GetCredentialsAsync()));

        Assert.Equal((1, 20), (chain.Calls("AssumeRoleWithWebIdentity"), chain.Calls("AssumeRole")));
    }

    [Fact]
    public async Task Chain_HoursGoBy_IsRenewedBeforeItEnds()
    {
        await using var chain = await ChainFixture.StartAsync();
        await WhoAmIAsync(chain);
        await OpenedAsync(chain, 2);

        for (var renewal = 1; renewal <= 3; renewal++)
        {
            chain.Time.Advance(TimeSpan.FromMinutes(44));
            await WhoAmIAsync(chain);
            chain.Time.Advance(TimeSpan.FromMinutes(1));
            await WhoAmIAsync(chain);
            await OpenedAsync(chain, 2);
            Assert.Equal((1 + renewal, 1 + renewal), (chain.Calls("AssumeRoleWithWebIdentity"), chain.Calls("AssumeRole")));
        }

        Assert.All(chain.Logger.Entries, entry => Assert.StartsWith("SessionOpened: Debug: ", entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chain_ManagedIdentityGivesNothing_BlamesIt()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.NoToken = new CredentialFailure { Link = CredentialLink.ManagedIdentity, Kind = CredentialFailureKind.Unavailable, Message = "Nobody is there." };

        Assert.Same(chain.NoToken, await BrokenAsync(chain));
        Assert.Empty(chain.Aws.Requests);
    }

    [Fact]
    public async Task Chain_TokenOfVersion2_BlamesTheTokenWithoutAskingAws()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.Version = "2.0";

        var failure = await BrokenAsync(chain);

        Assert.Equal((CredentialLink.IdentityToken, CredentialCondition.TokenVersion), (failure.Link, failure.Hints[0].Condition));
        Assert.Contains("Incorrect token audience", failure.Message, StringComparison.Ordinal);
        Assert.Empty(chain.Aws.Requests);
    }

    [Fact]
    public async Task Chain_TokenIsAboutToEnd_IsFetchedAnew()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.Lifetimes.Enqueue(TimeSpan.FromSeconds(119));

        await WhoAmIAsync(chain);

        Assert.Equal([false, true], chain.Asked);
    }

    [Fact]
    public async Task Chain_TokenIsAboutToEndAndThereIsNoOther_IsUsed()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.Lifetimes.Enqueue(TimeSpan.FromSeconds(90));
        chain.Lifetimes.Enqueue(TimeSpan.FromSeconds(60));

        await WhoAmIAsync(chain);

        Assert.Equal([false, true], chain.Asked);
    }

    [Fact]
    public async Task Chain_AwsKnowsAnotherAudience_BlamesProviderAndAudience()
    {
        // The token is what the settings ask for, so only AWS can tell.
        await using var chain = await ChainFixture.StartAsync(settings => settings with { Credentials = settings.Credentials with { Audience = "api://other" } });
        chain.Audience = "api://other";

        var failure = await BrokenAsync(chain);

        Assert.Equal((CredentialLink.HubRole, CredentialFailureKind.Refused), (failure.Link, failure.Kind));
        Assert.Contains("Incorrect token audience", failure.Message, StringComparison.Ordinal);
        Assert.Equal([CredentialCondition.IdentityProvider, CredentialCondition.Audience], failure.Hints.Select(hint => hint.Condition));
        Assert.Contains("client id api://other", failure.Hints[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chain_HubTrustsAnotherSubject_BlamesTheSubjectAndNamesTheRightOne()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.HubRole.TrustPolicy = SimulatedPolicies.TrustWebIdentity("111122223333", ChainFixture.Provider, TestToken.Audience, "99999999-0000-0000-0000-000000000000");

        var failure = await BrokenAsync(chain);

        Assert.Equal((CredentialLink.HubRole, CredentialCondition.Subject), (failure.Link, failure.Hints[0].Condition));
        Assert.Equal($"the trust policy's StringEquals on {ChainFixture.Provider}:sub, which must be '{TestToken.Identity}'", failure.Hints[0].Text);
        Assert.Contains(failure.Hints, hint => hint.Condition == CredentialCondition.SessionName && hint.Text.Contains("'flowwatch-test'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chain_HubRoleIsNotThere_BlamesTheHubRole()
    {
        await using var chain = await ChainFixture.StartAsync(settings => settings with { Credentials = settings.Credentials with { HubRole = "arn:aws:iam::111122223333:role/Misspelt" } });

        var failure = await BrokenAsync(chain);

        Assert.Equal(CredentialLink.HubRole, failure.Link);
        Assert.Contains(failure.Hints, hint => hint.Condition == CredentialCondition.RoleName && hint.Text.Contains("Misspelt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("IDPCommunicationError", 400, CredentialFailureKind.Unavailable, CredentialCondition.Network)]
    [InlineData("IDPRejectedClaim", 403, CredentialFailureKind.Refused, CredentialCondition.IdentityProvider)]
    [InlineData("RegionDisabledException", 403, CredentialFailureKind.Refused, CredentialCondition.Region)]
    [InlineData("ExpiredTokenException", 400, CredentialFailureKind.Refused, CredentialCondition.Lifetime)]
    [InlineData("ServiceUnavailable", 503, CredentialFailureKind.Unavailable, CredentialCondition.Network)]
    public async Task Chain_StsAnswersTheHubWithAnError_SaysWhatToLookAt(string code, int status, CredentialFailureKind kind, CredentialCondition condition)
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.Aws.Faults.Add(SimulatedFault.Error(code, (HttpStatusCode)status, "no"), FaultScope.Of("sts", "AssumeRoleWithWebIdentity"));

        var failure = await BrokenAsync(chain);

        Assert.Equal((CredentialLink.HubRole, kind, condition), (failure.Link, failure.Kind, Assert.Single(failure.Hints).Condition));
    }

    [Theory]
    [InlineData("another")]
    [InlineData(null)]
    public async Task Chain_WrongExternalId_IsNamedFirst(string? externalId)
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.Target = chain.Target with { ExternalId = externalId };

        var failure = await BrokenAsync(chain);

        Assert.Equal((CredentialLink.MemberRole, CredentialFailureKind.Refused, CredentialCondition.ExternalId), (failure.Link, failure.Kind, failure.Hints[0].Condition));
        Assert.Contains(externalId is null ? "this one has none" : "to the letter", failure.Hints[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ChainFixture.ExternalId, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chain_MemberTrustsAnotherAccount_NamesPrincipalAndCaller()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.MemberRole.TrustPolicy = SimulatedPolicies.TrustAccount("777788889999", ChainFixture.ExternalId);

        var failure = await BrokenAsync(chain);

        Assert.Equal(CredentialLink.MemberRole, failure.Link);
        Assert.Contains(failure.Hints, hint => hint.Condition == CredentialCondition.TrustedPrincipal && hint.Text.Contains(ChainFixture.Hub, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chain_HubMayNotAssumeTheMember_NamesItsPolicy()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.HubRole.PutPolicy("permissions", SimulatedPolicies.AllowNothing);

        var failure = await BrokenAsync(chain);

        Assert.Equal(CredentialLink.MemberRole, failure.Link);
        Assert.Contains(failure.Hints, hint => hint.Condition == CredentialCondition.CallerPolicy && hint.Text == $"the permissions of {ChainFixture.Hub}, which must allow sts:AssumeRole on {ChainFixture.Member}");
    }

    [Fact]
    public async Task Chain_HubIsBroken_MembersBlameTheHub()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.HubRole.TrustPolicy = SimulatedPolicies.TrustAccount("777788889999");

        Assert.Equal(CredentialLink.HubRole, (await BrokenAsync(chain)).Link);
        Assert.Equal(0, chain.Calls("AssumeRole"));
    }

    [Fact]
    public async Task Chain_StsAsksToSlowDown_IsUnavailableAndTriedLater()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.Aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("sts", "AssumeRole"), times: 1);

        Assert.Equal(CredentialFailureKind.Unavailable, (await BrokenAsync(chain)).Kind);
        await BrokenAsync(chain);
        Assert.Equal(1, chain.Calls("AssumeRole"));

        chain.Time.Advance(RenewingCredentials.Pause);
        Assert.Contains("FlowWatchReadOnly", await WhoAmIAsync(chain), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chain_ConnectionBreaks_IsUnavailable()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.Aws.Faults.Add(SimulatedFault.ConnectionReset, FaultScope.Of("sts", "AssumeRole"));

        var failure = await BrokenAsync(chain);

        Assert.Equal((CredentialLink.MemberRole, CredentialFailureKind.Unavailable, CredentialCondition.Network), (failure.Link, failure.Kind, Assert.Single(failure.Hints).Condition));
    }

    [Fact]
    public async Task Chain_SessionIsRefusedInUse_IsOpenedAnew()
    {
        await using var chain = await ChainFixture.StartAsync();
        await WhoAmIAsync(chain);
        chain.Time.Advance(TimeSpan.FromMinutes(1));
        chain.Aws.Faults.Add(SimulatedFault.ExpiredToken, FaultScope.Of("sts", "GetCallerIdentity"), times: 1);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => WhoAmIAsync(chain));
        await WhoAmIAsync(chain);

        Assert.Equal((1, 2), (chain.Calls("AssumeRoleWithWebIdentity"), chain.Calls("AssumeRole")));
    }

    [Fact]
    public async Task Chain_ClockOfThisMachineIsWrong_StillSigns()
    {
        await using var chain = await ChainFixture.StartAsync();
        chain.Aws.Faults.ClockSkew = TimeSpan.FromMinutes(-20);

        // The answer to the first call, which is not signed, tells AWS's time to the SDK.
        Assert.Contains("FlowWatchReadOnly", await WhoAmIAsync(chain), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EverythingThatIsSaid_HoldsNoTokenAndNoKey()
    {
        await using var chain = await ChainFixture.StartAsync();
        List<string> said = [];
        foreach (var code in new[] { "AccessDenied", "InvalidIdentityToken", "SignatureDoesNotMatch" })
        {
            // As careless as a service can be: it repeats what it was sent.
            await chain.GetAsync(anew: false, CancellationToken.None);
            var echo = $"refused: {string.Join(' ', chain.Secrets.Take(2))} AKIAIOSFODNN7EXAMPLE X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE";
            using var fault = chain.Aws.Faults.Add(SimulatedFault.Error(code, HttpStatusCode.Forbidden, echo), FaultScope.Of("sts"));
            var error = await Assert.ThrowsAsync<CredentialException>(() => WhoAmIAsync(chain));
            said.Add($"{error} {error.Failure}");
            chain.Time.Advance(RenewingCredentials.Pause);
        }

        await WhoAmIAsync(chain);
        said.AddRange(chain.Logger.Entries);
        var keys = await chain.Clients.Chain.For(chain.Target).GetCredentialsAsync();
        var hub = await chain.Clients.Chain.First.GetCredentialsAsync();
        string[] secrets = [.. chain.Secrets, keys.SecretKey, keys.Token, hub.SecretKey, hub.Token, "AKIAIOSFODNN7EXAMPLE", "IQoJb3JpZ2luX2VjEXAMPLE"];

        Assert.InRange(said.Count, 8, 100);
        Assert.All(said, text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    private static async Task<string> WhoAmIAsync(ChainFixture chain) => (await chain.Clients.Sts(chain.Target).GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn;

    private static async Task OpenedAsync(ChainFixture chain, int sessions)
    {
        for (var i = 0; i < sessions; i++) await chain.Logger.NextAsync("SessionOpened");
    }

    private static async Task<CredentialFailure> BrokenAsync(ChainFixture chain) => (await Assert.ThrowsAsync<CredentialException>(() => WhoAmIAsync(chain))).Failure;
}
