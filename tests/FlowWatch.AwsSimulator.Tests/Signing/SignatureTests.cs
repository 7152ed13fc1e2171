using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FlowWatch.AwsSimulator.Policies;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.AwsSimulator.Tests.Signing;

public class SignatureTests
{
    [Fact]
    public async Task Request_SignedRightly_IsKnownByWhoSigned()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var sts = aws.StsClient();

        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        Assert.Equal("arn:aws:iam::111122223333:user/administrator", identity.Arn);
        Assert.Equal("111122223333", identity.Account);
        var request = Assert.Single(aws.Requests);
        Assert.Equal(("sts", "GetCallerIdentity", "eu-west-1"), (request.Service, request.Action, request.Region));
        Assert.Equal((identity.Arn, identity.Account), (request.PrincipalArn, request.Account));
    }

    [Fact]
    public async Task Request_WrongSecret_IsRefused()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var sts = aws.StsClient(aws.Administrator with { SecretAccessKey = "wrong" });

        var error = await RefusalAsync(sts);

        Assert.Equal(("SignatureDoesNotMatch", HttpStatusCode.Forbidden), (error.ErrorCode, error.StatusCode));
        Assert.Null(Assert.Single(aws.Requests).PrincipalArn);
    }

    [Fact]
    public async Task Request_UnknownKey_IsRefused()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var sts = aws.StsClient(aws.Administrator with { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" });

        Assert.Equal("InvalidClientTokenId", (await RefusalAsync(sts)).ErrorCode);
    }

    [Fact]
    public async Task Request_WithoutSignature_IsRefused()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var http = new HttpClient { BaseAddress = aws.Endpoint };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Action"] = "GetCallerIdentity", ["Version"] = "2011-06-15" });

        using var answer = await http.PostAsync("/", form);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("<Code>MissingAuthenticationToken</Code>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs", "{\"__type\":\"IncompleteSignatureException\"")]
    [InlineData(null, "<Code>MissingAuthenticationToken</Code>")]
    public async Task Request_UnreadableAuthorization_IsRefusedInTheProtocolOfItsTarget(string? service, string expected)
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var http = new HttpClient { BaseAddress = aws.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/?Action=GetCallerIdentity");
        if (service is not null)
        {
            request.Headers.Add("X-Amz-Target", "Logs_20140328.StartQuery");
            request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=nonsense");
        }

        using var answer = await http.SendAsync(request);

        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_TemporaryKeysWithAnotherToken_IsRefused()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var session = aws.StsClient((await aws.SessionAsync()) with { SessionToken = "another" });

        Assert.Equal("InvalidClientTokenId", (await RefusalAsync(session)).ErrorCode);
    }

    [Fact]
    public async Task Request_TemporaryKeysPastTheirEnd_AreExpired()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time });
        var credentials = await aws.SessionAsync();
        using var session = aws.StsClient(credentials);

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/reader/flowwatch-test", (await session.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddHours(1), credentials.Expiration);
        time.Advance(TimeSpan.FromHours(1));
        var error = await RefusalAsync(session);

        Assert.Equal(("ExpiredToken", HttpStatusCode.Forbidden), (error.ErrorCode, error.StatusCode));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-6)]
    public async Task Request_ClocksTooFarApart_IsRefusedThenAllowedForByTheClient(int minutes)
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.ClockSkew = TimeSpan.FromMinutes(minutes);
        using var stubborn = aws.StsClient();
        using var retrying = aws.StsClient(retries: 2);

        var error = await RefusalAsync(stubborn);
        var identity = await retrying.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        Assert.Equal("SignatureDoesNotMatch", error.ErrorCode);
        Assert.StartsWith(minutes > 0 ? "Signature expired: " : "Signature not yet current: ", error.Message, StringComparison.Ordinal);
        Assert.Equal("111122223333", identity.Account);
    }

    [Fact]
    public async Task Request_ClocksAFewMinutesApart_IsTaken()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.ClockSkew = TimeSpan.FromMinutes(4);
        using var sts = aws.StsClient();

        Assert.Equal("111122223333", (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account);
    }

    [Fact]
    public async Task Request_OfAnOperationThatIsNotThere_IsAnInvalidAction()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var sts = aws.StsClient();

        var error = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => sts.GetSessionTokenAsync(new GetSessionTokenRequest()));

        Assert.Equal("InvalidAction", error.ErrorCode);
    }

    [Fact]
    public async Task Requests_BeyondTheBound_AreForgottenOldestFirst()
    {
        await using var aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { RequestsKept = 2 });
        foreach (var name in new[] { "first", "second", "third" })
        {
            using var sts = aws.StsClient(aws.AddUser("111122223333", name, SimulatedPolicies.AllowNothing));
            await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        }

        Assert.Equal(["second", "third"], aws.Requests.Select(request => request.PrincipalArn!.Split('/')[^1]));
    }

    private static Task<AmazonSecurityTokenServiceException> RefusalAsync(AmazonSecurityTokenServiceClient sts) =>
        Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest()));
}
