using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Tests.Accounts;

public class FlowLogBucketTests
{
    [Theory]
    [InlineData("arn:aws:s3:::logs", "logs", "")]
    [InlineData("arn:aws:s3:::logs/", "logs", "")]
    [InlineData("arn:aws-us-gov:s3:::logs/vpc/all/", "logs", "vpc/all")]
    public void FromArn_OfABucket_IsItsNameAndPrefix(string arn, string name, string prefix) =>
        Assert.Equal(new FlowLogBucket(name, prefix), FlowLogBucket.FromArn(arn));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("logs")]
    [InlineData("arn:aws:s3:::")]
    [InlineData("arn:aws:s3:::/vpc")]
    [InlineData("arn:aws:logs:eu-central-1:123456789012:log-group:x")]
    public void FromArn_OfAnythingElse_IsNull(string? arn) => Assert.Null(FlowLogBucket.FromArn(arn));
}
