using FlowWatch.Cli.Serve;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Cli.Tests.Serve;

public sealed class FunctionKeyTests
{
    private readonly FunctionKey key = FunctionKey.New();

    [Fact]
    public void New_EachTime_IsAnotherOf256Bits()
    {
        Assert.Matches("^[A-Za-z0-9_-]{43}$", key.Text);
        Assert.NotEqual(key.Text, FunctionKey.New().Text);
    }

    [Fact]
    public void IsIn_TheHeader_IsTaken() => Assert.True(key.IsIn(Request(header: key.Text)));

    [Fact]
    public void IsIn_TheQuery_IsTaken() => Assert.True(key.IsIn(Request(query: $"?a=1&code={key.Text}")));

    [Fact]
    public void IsIn_NoKey_IsRefused() => Assert.False(key.IsIn(Request()));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0123456789012345678901234567890123456789012")]
    public void IsIn_AnotherKey_IsRefused(string given)
    {
        Assert.False(key.IsIn(Request(header: given)));
        Assert.False(key.IsIn(Request(query: $"?code={given}")));
    }

    [Fact]
    public void IsIn_NearlyTheKey_IsRefused()
    {
        var other = key.Text[0] == 'A' ? 'B' : 'A';
        foreach (var given in new[] { key.Text[..^1], key.Text[1..], key.Text + "A", " " + key.Text, other + key.Text[1..], key.Text + "," + key.Text })
        {
            Assert.False(key.IsIn(Request(header: given)), given);
            Assert.False(key.IsIn(Request(query: $"?code={given}")), given);
        }
    }

    [Fact]
    public void IsIn_UnderAnotherName_IsRefused() => Assert.False(key.IsIn(Request(query: $"?key={key.Text}&x-functions-key={key.Text}")));

    private static HttpRequest Request(string? header = null, string? query = null)
    {
        var request = new DefaultHttpContext().Request;
        if (header is not null) request.Headers["x-functions-key"] = header;
        if (query is not null) request.QueryString = new QueryString(query);
        return request;
    }
}
