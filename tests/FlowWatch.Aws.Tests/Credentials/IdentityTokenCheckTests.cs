using FlowWatch.Aws.Credentials;
using FlowWatch.Core.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests.Credentials;

public class IdentityTokenCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Audiences = [TestToken.Audience];

    private readonly IdentityTokenCheck check = new(TestToken.Tenant, TestToken.Audience, new FakeTimeProvider(Now));

    public static TheoryData<string, object?, CredentialCondition, string> WrongClaims => new()
    {
        { "iss", "https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47", CredentialCondition.Issuer, "claim iss: expected 'https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/', but it is 'https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47'" },
        { "iss", null, CredentialCondition.Issuer, "claim iss: expected 'https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/', but it is missing" },
        { "aud", "https://management.azure.com/", CredentialCondition.Audience, "claim aud: expected 'api://flowwatch-aws', but it is 'https://management.azure.com/'" },
        { "aud", Audiences, CredentialCondition.Audience, "claim aud: expected 'api://flowwatch-aws', but it is '[\"api://flowwatch-aws\"]'" },
        { "sub", "aB3-user", CredentialCondition.Subject, "claim sub: expected the same as oid, '11112222-3333-4444-5555-666677778888', but it is 'aB3-user'" },
        { "oid", null, CredentialCondition.Subject, "claim oid: expected a GUID, but it is missing" },
        { "exp", 1767614400L, CredentialCondition.Clock, "claim exp: expected a time after now (2026-01-05 12:00:00Z), but it is 2026-01-05 12:00:00Z" },
        { "exp", "tomorrow", CredentialCondition.Lifetime, "claim exp: expected a time, but it is 'tomorrow'" },
        { "nbf", 1767614701L, CredentialCondition.Clock, "claim nbf: expected a time before now (2026-01-05 12:00:00Z), but it is 2026-01-05 12:05:01Z" },
    };

    [Fact]
    public void Check_TokenOfAManagedIdentity_IsTaken() => Assert.Null(check.Check(TestToken.With(Now)));

    [Fact]
    public void Check_ClockIsALittleSlow_IsTaken() => Assert.Null(check.Check(TestToken.With(Now, ("nbf", Now.AddMinutes(5).ToUnixTimeSeconds()))));

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public void Check_WrongClaim_IsNamedWithWhatWasExpectedAndWhatItWas(string claim, object? value, CredentialCondition condition, string problem)
    {
        var failure = check.Check(TestToken.With(Now, (claim, value)));

        Assert.Equal((CredentialLink.IdentityToken, CredentialFailureKind.Invalid, $"The token would be refused by AWS: {problem}."), (failure!.Link, failure.Kind, failure.Message));
        Assert.Equal(condition, Assert.Single(failure.Hints).Condition);
    }

    [Fact]
    public void Check_Version2_ExplainsWhatAwsWouldSay()
    {
        var failure = check.Check(TestToken.With(Now, ("ver", "2.0"), ("iss", $"https://login.microsoftonline.com/{TestToken.Tenant}/v2.0"), ("aud", "99998888-7777-6666-5555-444433332222")));

        Assert.Equal("The token would be refused by AWS: claim ver: expected '1.0', but it is '2.0'. In a version 2 token the audience is the application's client id and the issuer is another, and AWS answers 'Incorrect token audience'.", failure!.Message);
        Assert.Equal(CredentialCondition.TokenVersion, Assert.Single(failure.Hints).Condition);
    }

    [Fact]
    public void Check_SeveralWrongClaims_NamesThemAll()
    {
        var failure = check.Check(TestToken.With(Now, ("iss", "x"), ("aud", "y"), ("exp", 1L)));

        Assert.Equal([CredentialCondition.Issuer, CredentialCondition.Audience, CredentialCondition.Clock], failure!.Hints.Select(hint => hint.Condition));
    }

    [Theory]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b.c")]
    [InlineData("a..c")]
    [InlineData("a.bnVsbA.c")]
    [InlineData("a.eyJ2ZXIiOiAi.c")]
    public void Check_NoJsonWebToken_SaysSo(string text)
    {
        var failure = check.Check(new IdentityToken(text, Now.AddHours(1)));

        Assert.Equal(CredentialLink.IdentityToken, failure!.Link);
        Assert.StartsWith("What the managed identity gave is not a signed JSON Web Token", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_Token_TellsWhoAndWhatForButNotTheToken()
    {
        var token = TestToken.With(Now);

        Assert.Equal($"iss 'https://sts.windows.net/{TestToken.Tenant}/', aud 'api://flowwatch-aws', sub '{TestToken.Identity}'", IdentityTokenCheck.Describe(token));
        Assert.DoesNotContain(token.Value, token.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_HostileClaim_IsShownHarmless()
    {
        var failure = check.Check(TestToken.With(Now, ("aud", "\u001b[2J" + new string('x', 10_000))));

        Assert.DoesNotContain('\u001b', failure!.Message);
        Assert.InRange(failure.Message.Length, 1, 1_000);
    }
}
