using System.Net;
using System.Net.Sockets;
using Amazon.EC2;
using Amazon.Runtime;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests;

public class AwsFailuresTests
{
    [Theory]
    [InlineData("UnauthorizedOperation", 403, FactFailureKind.AccessDenied)]
    [InlineData("AccessDenied", 403, FactFailureKind.AccessDenied)]
    [InlineData("AccessDeniedException", 400, FactFailureKind.AccessDenied)]
    [InlineData("AuthorizationError", 403, FactFailureKind.AccessDenied)]
    [InlineData("SomethingNew", 403, FactFailureKind.AccessDenied)]
    [InlineData("", 403, FactFailureKind.AccessDenied)]
    [InlineData("ExpiredToken", 400, FactFailureKind.NoCredentials)]
    [InlineData("ExpiredTokenException", 403, FactFailureKind.NoCredentials)]
    [InlineData("InvalidClientTokenId", 403, FactFailureKind.NoCredentials)]
    [InlineData("AuthFailure", 401, FactFailureKind.NoCredentials)]
    [InlineData("SignatureDoesNotMatch", 403, FactFailureKind.NoCredentials)]
    [InlineData("RequestTimeTooSkewed", 403, FactFailureKind.NoCredentials)]
    [InlineData("Throttling", 400, FactFailureKind.Throttled)]
    [InlineData("ThrottlingException", 400, FactFailureKind.Throttled)]
    [InlineData("RequestLimitExceeded", 503, FactFailureKind.Throttled)]
    [InlineData("SlowDown", 503, FactFailureKind.Throttled)]
    [InlineData("LimitExceededException", 400, FactFailureKind.Throttled)]
    [InlineData("SomethingNew", 429, FactFailureKind.Throttled)]
    [InlineData("ResourceNotFoundException", 400, FactFailureKind.NotFound)]
    [InlineData("NoSuchBucket", 404, FactFailureKind.NotFound)]
    [InlineData("InvalidVpcID.NotFound", 400, FactFailureKind.NotFound)]
    [InlineData("NoSuchEntity", 404, FactFailureKind.NotFound)]
    [InlineData("InternalFailure", 500, FactFailureKind.Unavailable)]
    [InlineData("ServiceUnavailableException", 503, FactFailureKind.Unavailable)]
    [InlineData("RequestTimeout", 400, FactFailureKind.Unavailable)]
    [InlineData("", 502, FactFailureKind.Unavailable)]
    [InlineData("InvalidParameterValue", 400, FactFailureKind.Unexpected)]
    [InlineData("MalformedQueryException", 400, FactFailureKind.Unexpected)]
    public void From_AnswerOfAws_HasItsKind(string code, int status, FactFailureKind kind)
    {
        var failure = AwsFailures.From(Error(code, status, "what AWS says"), "ec2:DescribeVpcs", "*");

        Assert.Equal(kind, failure.Kind);
        Assert.Equal("ec2:DescribeVpcs", failure.Action);
        Assert.Equal("*", failure.Resource);
        Assert.Contains(code.Length == 0 ? $"HTTP {status}" : code, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_NoAnswer_IsUnavailable()
    {
        Assert.Equal(FactFailureKind.Unavailable, Kind(new HttpRequestException("refused", new SocketException(111))));
        Assert.Equal(FactFailureKind.Unavailable, Kind(new IOException("reset")));
        Assert.Equal(FactFailureKind.Unavailable, Kind(new TimeoutException("late")));
        Assert.Equal(FactFailureKind.Unavailable, Kind(new TaskCanceledException("HttpClient.Timeout")));
        Assert.Equal(FactFailureKind.Unavailable, Kind(new AmazonClientException("Unable to get credentials", new HttpRequestException("refused"))));
        Assert.Equal(FactFailureKind.Unavailable, Kind(new AmazonServiceException("no answer", new HttpRequestException("refused"))));
    }

    [Fact]
    public void From_NoCredentials_SaysSo()
    {
        Assert.Equal(FactFailureKind.NoCredentials, Kind(new AmazonClientException("Failed to resolve AWS credentials.")));
        Assert.Equal(FactFailureKind.NoCredentials, Kind(new AmazonClientException("Error calling AssumeRole for role x", Error("AccessDenied", 403, "no"))));
    }

    [Fact]
    public void From_WhatIsNotUnderstood_IsUnexpected()
    {
        Assert.Equal(FactFailureKind.Unexpected, Kind(new AmazonUnmarshallingException("id", "path", new FormatException("bad"))));
        Assert.Equal(FactFailureKind.Unexpected, Kind(new AmazonClientException("Expected hash not equal to calculated hash")));
        Assert.Equal(FactFailureKind.Unexpected, Kind(new InvalidDataException("the answer has a VPC without an id")));
    }

    [Fact]
    public void From_Inner_NamesTheCauseOnce() => Assert.Equal(
        "An error occurred (Connection refused)",
        AwsFailures.From(new HttpRequestException("An error occurred", new InvalidOperationException("Connection refused")), "a", "*").Message);

    [Fact]
    public void From_WrongSignature_QuotesNothingOfTheRequest()
    {
        var failure = AwsFailures.From(
            Error("SignatureDoesNotMatch", 403, "The Canonical String should have been 'GET / x-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE'"), "sts:AssumeRole", "*");

        Assert.DoesNotContain("IQoJ", failure.Message, StringComparison.Ordinal);
        Assert.Equal("SignatureDoesNotMatch: AWS does not accept the signature: the secret key does not belong to the access key, or a proxy changes requests", failure.Message);
    }

    private static FactFailureKind Kind(Exception error) => AwsFailures.From(error, "ec2:DescribeVpcs", "*").Kind;

    private static AmazonEC2Exception Error(string code, int status, string message) =>
        new(message, ErrorType.Sender, code, "request-1", (HttpStatusCode)status);
}
