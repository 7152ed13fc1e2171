using System.Text;
using CsCheck;
using FlowWatch.Aws.Sns;

namespace FlowWatch.Aws.Tests.Sns;

public class SnsBodyTests
{
    [Fact]
    public void Of_TextAndJson_FollowEachOther() => Assert.Equal("Look.\nNow.\n\nJSON:\n{\"a\": 1}", SnsBody.Of("Look.\r\nNow.\n", """{"a": 1}""", 1_000));

    [Fact]
    public void Of_TextWithControlCharacters_ShowsThem() =>
        Assert.StartsWith("a\\u001B[31m\tb\\u202E\nc\n", SnsBody.Of("a\u001b[31m\tb\u202e\nc", "{}", 1_000), StringComparison.Ordinal);

    [Fact]
    public void Of_JsonTooLong_LosesItsBlanksFirst()
    {
        const string Json = "{\n  \"a b\" : \"c \\\" d\\\\\",\n  \"e\" : [ 1, 2 ]\n}";
        var length = Encoding.UTF8.GetByteCount("text\n\nJSON:\n" + Json);

        Assert.EndsWith(Json, SnsBody.Of("text", Json, length), StringComparison.Ordinal);
        Assert.EndsWith("\n{\"a b\":\"c \\\" d\\\\\",\"e\":[1,2]}", SnsBody.Of("text", Json, length - 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_JsonMuchTooLong_IsLeftOutAndSaid() => Assert.Equal(
        "text\n\n(The JSON part (2 KB) is left out: with it the message would be longer than SNS takes.)",
        SnsBody.Of("text", $"\"{new string('x', 2_000)}\"", 500));

    [Fact]
    public void Of_TextTooLong_IsCutBetweenCharactersAndSaid()
    {
        var body = SnsBody.Of(string.Concat(Enumerable.Repeat("ü😀", 1_000)), "{}", 400);

        Assert.InRange(Encoding.UTF8.GetByteCount(body), 390, 400);
        Assert.StartsWith("ü😀ü😀", body, StringComparison.Ordinal);
        Assert.EndsWith("\n\n(The text (6 KB) is cut here, and the JSON part (1 KB) is left out: the message would be longer than SNS takes.)", body, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void Of_AnyTexts_FitTheLimit() => Gen.Select(Gen.String, Gen.String, Gen.Int[300, 400]).Sample((text, json, limit) =>
    {
        var repeated = string.Concat(Enumerable.Repeat(text, 20));
        return Encoding.UTF8.GetByteCount(SnsBody.Of(repeated, json, limit)) <= limit;
    });
}
