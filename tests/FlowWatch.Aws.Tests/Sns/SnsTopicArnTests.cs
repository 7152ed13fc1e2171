using FlowWatch.Aws.Sns;

namespace FlowWatch.Aws.Tests.Sns;

public class SnsTopicArnTests
{
    [Theory]
    [InlineData("arn:aws:sns:eu-central-1:444455556666:alerts", "eu-central-1", "alerts", false)]
    [InlineData("arn:aws-cn:sns:cn-north-1:444455556666:alerts.fifo", "cn-north-1", "alerts.fifo", true)]
    public void TryParse_Topic_IsTakenApart(string text, string region, string name, bool isFifo)
    {
        var topic = SnsTopicArn.TryParse(text);

        Assert.Equal(new SnsTopicArn(text, region, "444455556666", name), topic);
        Assert.Equal(isFifo, topic?.IsFifo);
    }

    [Theory]
    [InlineData("")]
    [InlineData("alerts")]
    [InlineData("arn:aws:sqs:eu-central-1:444455556666:alerts")]
    [InlineData("arn:aws:sns::444455556666:alerts")]
    [InlineData("arn:aws:sns:eu-central-1:4444:alerts")]
    [InlineData("arn:aws:sns:eu-central-1:444455556666:alerts:0123-subscription")]
    [InlineData("arn:aws:sns:eu-central-1:444455556666:a b")]
    public void TryParse_AnythingElse_IsNull(string text) => Assert.Null(SnsTopicArn.TryParse(text));
}
