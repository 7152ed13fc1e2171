using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Tests.Configuration;

public class LengthOfTimeTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("1h", 3600)]
    [InlineData("7d", 604_800)]
    public void Parse_Length_IsThatLong(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), LengthOfTime.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("15")]
    [InlineData("0m")]
    [InlineData("-1m")]
    [InlineData("1.5h")]
    [InlineData(" 1h")]
    [InlineData("1h30m")]
    [InlineData("00:15:00")]
    [InlineData("15M")]
    [InlineData("100000d")]
    public void Parse_AnythingElse_IsNothing(string text) => Assert.Null(LengthOfTime.Parse(text));

    [Theory]
    [InlineData("90s")]
    [InlineData("59m")]
    [InlineData("1h")]
    [InlineData("25h")]
    [InlineData("2d")]
    public void Text_OfALength_ReadsBack(string text) => Assert.Equal(text, LengthOfTime.Text(LengthOfTime.Parse(text)!.Value));
}
