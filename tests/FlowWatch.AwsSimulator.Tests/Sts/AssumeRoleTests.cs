using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Tests.Sts;

public class AssumeRoleTests
{
    private const string Hub = "111122223333";
    private const string Member = "444455556666";
    private const string MemberRole = $"arn:aws:iam::{Member}:role/flowwatch-reader";

    [Fact]
    public async Task AssumeRole_RightExternalId_GivesKeysOfTheMember()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.AddRole(MemberRole, SimulatedPolicies.TrustAccount(Hub, "secret-word"), SimulatedPolicies.AllowEverything);
        using var sts = aws.StsClient();

        var answer = await sts.AssumeRoleAsync(Request("secret-word"));

        Assert.Equal($"arn:aws:sts::{Member}:assumed-role/flowwatch-reader/flowwatch-test", answer.AssumedRoleUser.Arn);
        using var session = aws.StsClient(SdkClients.Simulated(answer.Credentials));
        Assert.Equal(Member, (await session.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another-word")]
    public async Task AssumeRole_WrongExternalId_IsDenied(string? externalId)
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.AddRole(MemberRole, SimulatedPolicies.TrustAccount(Hub, "secret-word"), SimulatedPolicies.AllowEverything);

        var error = await RefusalAsync(aws, aws.Administrator, Request(externalId));

        Assert.Equal(("AccessDenied", HttpStatusCode.Forbidden), (error.ErrorCode, error.StatusCode));
        Assert.Equal($"User: arn:aws:iam::{Hub}:user/administrator is not authorized to perform: sts:AssumeRole on resource: {MemberRole}", error.Message);
    }

    [Fact]
    public async Task AssumeRole_RoleThatIsNotThere_IsDeniedLikeAnyOther()
    {
        await using var aws = await SimulatedAws.StartAsync();

        Assert.Equal("AccessDenied", (await RefusalAsync(aws, aws.Administrator, Request("secret-word"))).ErrorCode);
    }

    [Fact]
    public async Task AssumeRole_CallerWithoutPermission_IsDeniedAlthoughTrusted()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.AddRole(MemberRole, SimulatedPolicies.TrustAccount(Hub), SimulatedPolicies.AllowEverything);
        var user = aws.AddUser(Hub, "weak", SimulatedPolicies.AllowNothing);

        Assert.Equal("AccessDenied", (await RefusalAsync(aws, user, Request(null))).ErrorCode);
    }

    [Fact]
    public async Task AssumeRole_TrustNamesCallerOfSameAccount_NeedsNoPermission()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var user = aws.AddUser(Member, "weak", SimulatedPolicies.AllowNothing);
        var trust = SimulatedPolicies.TrustAccount(Member).Replace(":root", ":user/weak", StringComparison.Ordinal);
        aws.AddRole(MemberRole, trust, SimulatedPolicies.AllowEverything);
        using var sts = aws.StsClient(user);

        Assert.NotNull((await sts.AssumeRoleAsync(Request(null))).Credentials.SessionToken);
    }

    [Theory]
    [InlineData("x", "at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2")]
    [InlineData("flow watch", "at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern")]
    [InlineData("a-name-of-sixty-five-characters-is-one-more-than-any-role-session", "Member must have length less than or equal to 64")]
    public async Task AssumeRole_BadSessionName_IsAValidationError(string name, string expected)
    {
        await using var aws = await SimulatedAws.StartAsync();
        var request = Request(null);
        request.RoleSessionName = name;

        var error = await RefusalAsync(aws, aws.Administrator, request);

        Assert.Equal("ValidationError", error.ErrorCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(899, "greater than or equal to 900")]
    [InlineData(43201, "less than or equal to 43200")]
    [InlineData(7200, "exceeds the MaxSessionDuration set for this role")]
    public async Task AssumeRole_BadDuration_IsAValidationError(int seconds, string expected)
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.AddRole(MemberRole, SimulatedPolicies.TrustAccount(Hub), SimulatedPolicies.AllowEverything);
        var request = Request(null);
        request.DurationSeconds = seconds;

        var error = await RefusalAsync(aws, aws.Administrator, request);

        Assert.Equal("ValidationError", error.ErrorCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_ChainedForMoreThanAnHour_IsAValidationError()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.AddRole(MemberRole, SimulatedPolicies.TrustAccount(Hub), SimulatedPolicies.AllowEverything).MaximumSession = TimeSpan.FromHours(12);
        var request = Request(null);
        request.DurationSeconds = 3601;

        var error = await RefusalAsync(aws, await aws.SessionAsync(), request);

        Assert.Equal(("ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."), (error.ErrorCode, error.Message));
    }

    [Fact]
    public async Task AssumeRole_WithSessionPolicy_MayDoOnlyWhatBothAllow()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.AddRole(MemberRole, SimulatedPolicies.TrustAccount(Hub), SimulatedPolicies.AllowEverything);
        aws.AddRole($"arn:aws:iam::{Member}:role/next", SimulatedPolicies.TrustAccount(Member), SimulatedPolicies.AllowEverything);
        var request = Request(null);
        request.Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"logs:*","Resource":"*"}}""";
        using var sts = aws.StsClient();
        var narrowed = SdkClients.Simulated((await sts.AssumeRoleAsync(request)).Credentials);

        var error = await RefusalAsync(aws, narrowed, new AssumeRoleRequest { RoleArn = $"arn:aws:iam::{Member}:role/next", RoleSessionName = "next" });

        Assert.Equal("AccessDenied", error.ErrorCode);
    }

    private static AssumeRoleRequest Request(string? externalId) =>
        new() { RoleArn = MemberRole, RoleSessionName = "flowwatch-test", ExternalId = externalId };

    private static async Task<AmazonSecurityTokenServiceException> RefusalAsync(SimulatedAws aws, SimulatedCredentials credentials, AssumeRoleRequest request)
    {
        using var sts = aws.StsClient(credentials);
        return await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(request));
    }
}
