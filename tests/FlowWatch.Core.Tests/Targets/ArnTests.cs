using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Targets;

public class ArnTests
{
    [Theory]
    [InlineData("arn:aws:sns:eu-central-1:111111111111:name", "aws|sns|eu-central-1|111111111111|name")]
    [InlineData("arn:aws:iam::111111111111:role/a/b", "aws|iam||111111111111|role/a/b")]
    [InlineData("arn:aws-cn:s3:::bucket/x:y", "aws-cn|s3|||bucket/x:y")]
    public void Parse_Arn_IsItsParts(string text, string parts)
    {
        var arn = Arn.Parse(text)!;

        Assert.Equal(parts, string.Join('|', arn.Partition, arn.Service, arn.Region, arn.Account, arn.Resource));
        Assert.Equal(text, arn.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("arn:aws:sns:eu-central-1:111111111111")]
    [InlineData("arn:aws:sns:eu-central-1:111111111111:")]
    [InlineData("arn::sns:eu-central-1:111111111111:x")]
    [InlineData("ARN:aws:sns:eu-central-1:111111111111:x")]
    public void Parse_AnythingElse_IsNothing(string text) => Assert.Null(Arn.Parse(text));
}
