using System.Text;
using FlowWatch.AwsSimulator.Logs.Operations;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Tests.Logs.Operations;

public class PageTokenTests
{
    [Fact]
    public void Read_OwnToken_IsWhatWasWritten() => Assert.Equal([7L, 123_456_789_012L], PageToken.Read(PageToken.Of(7, 123_456_789_012), 2));

    [Fact]
    public void Read_NoToken_IsTheBeginning() => Assert.Equal([0L, 0L], PageToken.Read(null, 2));

    [Theory]
    [InlineData("page:7")]
    [InlineData("page:7:8:9")]
    [InlineData("page:7:x")]
    [InlineData("page:7:-8")]
    [InlineData("other:7:8")]
    [InlineData("")]
    public void Read_OtherToken_IsInvalid(string content) => Assert.Equal(
        "InvalidParameterException",
        Assert.Throws<SimulatedServiceException>(() => PageToken.Read(Convert.ToBase64String(Encoding.ASCII.GetBytes(content)), 2)).Code);

    [Theory]
    [InlineData("no base64")]
    [InlineData("####")]
    public void Read_NoBase64_IsInvalid(string token) => Assert.Throws<SimulatedServiceException>(() => PageToken.Read(token, 1));
}
