using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Tests.Detections;

public class DetectionExampleLinesTests
{
    [Theory]
    [InlineData("a {40000+1i} b", 3, "a 40000 b|a 40001 b|a 40002 b")]
    [InlineData("{60i}", 3, "0|60|120")]
    [InlineData("{7}.{1+2i}", 2, "7.1|7.3")]
    [InlineData("{x} {} {i}", 1, "{x} {} {i}")]
    [InlineData("plain", 2, "plain|plain")]
    [InlineData("plain", 0, "")]
    public void Expand_Line_IsWrittenOutForEachRepetition(string line, int repeat, string expected) =>
        Assert.Equal(expected, string.Join('|', new DetectionExampleLines(line, repeat).Expand()));
}
