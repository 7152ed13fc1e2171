using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Tests.Configuration;

public class ShownValueTests
{
    [Theory]
    [InlineData("targets[0].externalId", "flowwatch-one", "flowwatch-one")]
    [InlineData("sink.apiKey", "x", "(hidden)")]
    [InlineData("sink.clientSecret", "x", "(hidden)")]
    [InlineData("sink.bearerToken", "x", "(hidden)")]
    [InlineData("tokens.audience", "x", "x")]
    [InlineData("role", "AKIAIOSFODNN7EXAMPLE", "(hidden)")]
    [InlineData("role", "arn:ASIAIOSFODNN7EXAMPLE", "(hidden)")]
    [InlineData("role", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "(hidden)")]
    [InlineData("role", "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.x", "(hidden)")]
    [InlineData("role", "IQoJb3JpZ2luX2VjEIz//////////wEaCXVzLWVhc3QtMSJ", "(hidden)")]
    [InlineData("role", "arn:aws:iam::111111111111:role/ci-deployment-role-of-production-eu-west", "arn:aws:iam::111111111111:role/ci-deployment-role-of-production-eu-west")]
    [InlineData("state.storage", "DefaultEndpointsProtocol=https;AccountName=flowwatch;AccountKey=Zm9v;EndpointSuffix=core.windows.net", "(hidden)")]
    [InlineData("state.storage", "BlobEndpoint=https://x.blob.core.windows.net;SharedAccessSignature=sv=2024", "(hidden)")]
    [InlineData("state.storage", "https://x.table.core.windows.net/?sv=2024-11-04&sig=abc%3D", "(hidden)")]
    [InlineData("topics.critical", "https://user:pass@alerts.example.com/", "(hidden)")]
    [InlineData("topics.critical", "https://alerts.example.com/flowwatch?token=abc", "(hidden)")]
    [InlineData("state.storage", "UseDevelopmentStorage=true", "UseDevelopmentStorage=true")]
    [InlineData("state.storage", "https://flowwatch.table.core.windows.net", "https://flowwatch.table.core.windows.net")]
    [InlineData("topics.critical", "https://alerts.example.com/@flowwatch", "https://alerts.example.com/@flowwatch")]
    [InlineData("bucket", "a\u001b[2Jb\u202E", @"a\u001B[2Jb\u202E")]
    public void Of_NameOrLookOfASecret_IsMasked(string path, string value, string shown) => Assert.Equal(shown, ShownValue.Of(path, value));

    [Fact]
    public void Quoted_SecretInTheWrongPlace_IsNotRepeated() =>
        Assert.Equal("(hidden), which looks like a secret,", ShownValue.Quoted("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

    [Fact]
    public void Quoted_HugeValue_IsCut() => Assert.Equal(603, ShownValue.Quoted(new string('x', 1_000_000)).Length);
}
