using CsCheck;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Tests.Accounts;

public class SecretFreeTextTests
{
    private const string Token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhcGk6Ly94In0.c2lnbmF0dXJl-_x";

    [Theory]
    [InlineData(null, "")]
    [InlineData(" \n ", "")]
    [InlineData("User: arn:aws:sts::111122223333:assumed-role/FlowWatchHub/flowwatch-prod is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/FlowWatchReadOnly", "User: arn:aws:sts::111122223333:assumed-role/FlowWatchHub/flowwatch-prod is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/FlowWatchReadOnly")]
    [InlineData("No OpenIDConnect provider found in your account for https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/", "No OpenIDConnect provider found in your account for https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/")]
    [InlineData("key AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/02/13/123456789012_vpcflowlogs_eu-central-1_fl-0123456789abcdef0_20260102T1300Z_0a1b2c3d.log.gz", "key AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/02/13/123456789012_vpcflowlogs_eu-central-1_fl-0123456789abcdef0_20260102T1300Z_0a1b2c3d.log.gz")]
    [InlineData("two\r\n  lines\tand \u001B[31mcolour", "two lines and \\u001B[31mcolour")]
    public void Of_HarmlessText_StaysReadable(string? text, string expected) => Assert.Equal(expected, SecretFreeText.Of(text));

    [Theory]
    [InlineData("token " + Token + " was refused", "token (hidden) was refused")]
    [InlineData("Authorization: Bearer abcdef0123456789.xyz", "Authorization: (hidden)")]
    [InlineData("a bearer abcdef0123456789.xyz", "a bearer (hidden)")]
    [InlineData("Encoded authorization failure message: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "Encoded authorization failure message: (hidden)")]
    [InlineData("the key AKIAIOSFODNN7EXAMPLE is unknown, so is ASIAIOSFODNN7EXAMPLE", "the key (hidden) is unknown, so is (hidden)")]
    [InlineData("secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY.", "secret (hidden).")]
    [InlineData("Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024, x", "Signature=(hidden), x")]
    [InlineData("sum fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024", "sum (hidden)")]
    [InlineData("?X-Amz-Security-Token=IQoJb3Jp%2Fx&X-Amz-Date=1", "?X-Amz-Security-Token=(hidden)&X-Amz-Date=1")]
    [InlineData("{\"access_token\":\"short.one\",\"expires_on\":\"1\"}", "{\"access_token\":\"(hidden)\",\"expires_on\":\"1\"}")]
    [InlineData("<SecretAccessKey>short</SecretAccessKey>", "<SecretAccessKey>(hidden)</SecretAccessKey>")]
    public void Of_Secret_IsHidden(string text, string expected) => Assert.Equal(expected, SecretFreeText.Of(text));

    [Fact]
    public void Of_LongText_IsCut()
    {
        var text = SecretFreeText.Of(string.Concat(Enumerable.Repeat("word ", 100_000)));

        Assert.Equal((SecretFreeText.Limit + 1, '…'), (text.Length, text[^1]));
    }

    [Fact]
    public void Of_AnyText_IsShortAndOnOneLine() => Gen.String.Sample(text =>
    {
        var clean = SecretFreeText.Of(text);
        return clean.Length <= SecretFreeText.Limit + 1 && !clean.Any(char.IsControl);
    });

    [Fact]
    public void Of_SecretAcrossTheCut_IsHidden()
    {
        var text = SecretFreeText.Of(new string('-', SecretFreeText.Limit - 10) + Token);

        Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
    }
}
