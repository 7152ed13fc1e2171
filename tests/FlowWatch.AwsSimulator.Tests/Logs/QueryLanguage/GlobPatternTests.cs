using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Tests.Logs.QueryLanguage;

public class GlobPatternTests
{
    [Theory]
    [InlineData("* *", "a b", "a", "b")]
    [InlineData("* *", "a b c", "a", "b c")]
    [InlineData("* *", "a  b", "a", " b")]
    [InlineData("* * ", "a b c", "a", "b")]
    [InlineData("user=*, method:*, latency := *", "25 May 2019 10:24:39,474 user=u1, method:m1, latency := 216", "u1", "m1", "216")]
    [InlineData("[*] * The error was: *", "10:24:39,474 [ERROR] {foo=2, bar=data} The error was: X", "ERROR", "{foo=2, bar=data}", "X")]
    [InlineData("/*/", "a/b/c/d/", "b")]
    [InlineData("**", "abc", "", "abc")]
    [InlineData("*", "", "")]
    [InlineData("a*b*c", "xxaabbcc", "a", "b")]
    public void TryMatch_Matching_CutsOutTheWildcards(string pattern, string subject, params string[] expected)
    {
        var found = new SourceSpan[expected.Length];

        Assert.True(new GlobPattern(pattern).TryMatch(subject, found));

        Assert.Equal(expected, found.Select(span => subject[span.Start..span.End]));
    }

    [Theory]
    [InlineData("* *", "ab")]
    [InlineData("a*", "bcd")]
    [InlineData("*b*c", "acb")]
    public void TryMatch_NotMatching_IsFalse(string pattern, string subject)
    {
        var glob = new GlobPattern(pattern);

        Assert.False(glob.TryMatch(subject, new SourceSpan[glob.Wildcards]));
    }
}
