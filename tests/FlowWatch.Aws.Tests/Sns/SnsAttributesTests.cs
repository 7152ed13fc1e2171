using FlowWatch.Aws.Sns;

namespace FlowWatch.Aws.Tests.Sns;

public class SnsAttributesTests
{
    [Fact]
    public void Of_Message_HasSeverityLevelAndIdFirst() => Assert.Equal(
        ["severity=high", "level=security", "id=m-1", "detection=PORT_SCAN", "target=production-eu"],
        Texts(SnsAttributes.Of(TestMessages.Message(attributes: [("target", "production-eu"), ("detection", "PORT_SCAN")]))));

    [Fact]
    public void Of_OddNamesAndValues_AreCleaned() => Assert.Equal(
        ["severity=high", "level=security", "id=m-1", "_a._b_=two lines", "AWS_x=reserved", "trace_id=1"],
        Texts(SnsAttributes.Of(TestMessages.Message(attributes: [("trace id", "1"), (".a..b.", " two\r\n lines "), ("AWS.x", "reserved"), ("empty", ""), ("blank", "\t"), ("", "no name")]))));

    [Fact]
    public void Of_ValueThatSteers_IsShown() =>
        Assert.Contains("x=a\\u001Bb", Texts(SnsAttributes.Of(TestMessages.Message(attributes: ("x", "a\u001bb")))));

    [Fact]
    public void Of_TooMany_NamesThoseLeftOut()
    {
        var attributes = SnsAttributes.Of(TestMessages.Message(attributes: [.. Enumerable.Range(0, 9).Select(number => ($"a{number}", "v"))]));

        Assert.Equal(10, attributes.Values.Count);
        Assert.Equal(["a7", "a8"], attributes.LeftOut);
    }

    [Fact]
    public void Of_LongNameAndValue_AreCut()
    {
        var attribute = SnsAttributes.Of(TestMessages.Message(attributes: (new string('n', 300), new string('v', 255) + "😀"))).Values[^1];

        Assert.Equal(256, attribute.Key.Length);
        Assert.Equal(new string('v', 255), attribute.Value);
    }

    [Fact]
    public void Of_NameThatIsTakenAlready_IsLeftToTheFirst() =>
        Assert.Equal(["severity=high", "level=security", "id=m-1"], Texts(SnsAttributes.Of(TestMessages.Message(attributes: ("severity", "low")))));

    private static IEnumerable<string> Texts(SnsAttributes attributes) => attributes.Values.Select(one => $"{one.Key}={one.Value}");
}
