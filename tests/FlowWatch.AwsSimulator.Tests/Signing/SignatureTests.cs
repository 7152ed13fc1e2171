using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace FlowWatch.AwsSimulator.Tests.Signing;

public class SignatureTests
{
    [Fact]
    public async Task GetCallerIdentity_SignedRightly_SaysWhoAsks()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var sts = aws.Sts();

        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        Assert.Equal("arn:aws:iam::111122223333:user/administrator", identity.Arn);
        Assert.Equal("111122223333", identity.Account);
        var request = Assert.Single(aws.Requests);
        Assert.Equal(("sts", "GetCallerIdentity", "eu-west-1"), (request.Service, request.Action, request.Region));
        Assert.Equal(identity.Arn, request.PrincipalArn);
    }

    [Fact]
    public async Task GetCallerIdentity_WrongSecret_SignatureDoesNotMatch()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var sts = aws.Sts(aws.Administrator with { SecretAccessKey = "wrong" });

        var error = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest()));

        Assert.Equal(("SignatureDoesNotMatch", HttpStatusCode.Forbidden), (error.ErrorCode, error.StatusCode));
    }
}
