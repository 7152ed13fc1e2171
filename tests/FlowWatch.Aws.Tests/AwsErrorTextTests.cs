using CsCheck;

namespace FlowWatch.Aws.Tests;

public class AwsErrorTextTests
{
    private const string Token = "IQoJb3JpZ2luX2VjEXAMPLE";

    [Theory]
    [InlineData("x-amz-security-token:" + Token)]
    [InlineData("X-Amz-Security-Token=" + Token + "&X-Amz-Date=1")]
    [InlineData("SessionToken: " + Token)]
    [InlineData("\"sessionToken\": \"" + Token + "\"")]
    [InlineData("Signature=" + Token)]
    [InlineData("Authorization: Bearer " + Token)]
    [InlineData("SecretAccessKey=" + Token)]
    [InlineData("WebIdentityToken=" + Token)]
    public void Clean_NamedSecret_IsHidden(string text)
    {
        var clean = AwsErrorText.Clean("Refused: " + text);

        Assert.DoesNotContain(Token, clean, StringComparison.Ordinal);
        Assert.StartsWith("Refused: ", clean, StringComparison.Ordinal);
        Assert.Contains("(hidden)", clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The key AKIAIOSFODNN7EXAMPLE is gone", "The key (hidden) is gone")]
    [InlineData("The key ASIAIOSFODNN7EXAMPLE is gone", "The key (hidden) is gone")]
    [InlineData("token eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhcGkifQ.c2lnbmF0dXJl refused", "token (hidden) refused")]
    [InlineData("User: arn:aws:sts::123456789012:assumed-role/flowwatch/s is not authorized", "User: arn:aws:sts::123456789012:assumed-role/flowwatch/s is not authorized")]
    [InlineData("two\r\n  lines\tand \u001B[31mcolour", "two lines and \\u001B[31mcolour")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void Clean_Text_IsFitToBeShown(string? text, string expected) => Assert.Equal(expected, AwsErrorText.Clean(text));

    [Fact]
    public void Clean_EncodedAuthorizationMessage_IsHidden() => Assert.Equal(
        "Encoded authorization failure message: (hidden)", AwsErrorText.Clean("Encoded authorization failure message: " + new string('a', 2_000)));

    [Fact]
    public void Clean_AnyText_IsShortAndOnOneLine() => Gen.String.Sample(text =>
    {
        var clean = AwsErrorText.Clean(text);
        return clean.Length <= 601 && !clean.Any(char.IsControl);
    });

    [Fact]
    public void Clean_LongText_IsCut() => Assert.Equal(601, AwsErrorText.Clean(string.Join(' ', Enumerable.Repeat("word", 5_000))).Length);
}
