using Amazon.Runtime;
using FlowWatch.Aws.Credentials;
using FlowWatch.Core.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests.Credentials;

public class DefaultChainSessionSourceTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task OpenAsync_KeysWithoutEnd_AreAskedForAgainWithinTheHour()
    {
        var source = new DefaultChainSessionSource(_ => Task.FromResult<AWSCredentials>(new BasicAWSCredentials("A", "secret")), time);

        var answer = await source.OpenAsync(CancellationToken.None);

        Assert.Equal(("A", time.GetUtcNow().AddHours(1)), (answer.Session!.Credentials.AccessKey, answer.Session.Expires));
    }

    [Fact]
    public async Task OpenAsync_NothingIsFound_SaysHowToLogIn()
    {
        var source = new DefaultChainSessionSource(_ => throw new AmazonClientException("Failed to resolve AWS credentials."), time);

        var answer = await source.OpenAsync(CancellationToken.None);

        Assert.Equal((CredentialLink.DefaultChain, CredentialFailureKind.Invalid), (answer.Failure!.Link, answer.Failure.Kind));
        Assert.Equal("The AWS SDK found no credentials on this machine. Failed to resolve AWS credentials.", answer.Failure.Message);
        Assert.Contains(answer.Failure.Hints, hint => hint.Text.Contains("aws sso login", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenAsync_GivenUp_Throws() => await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
        new DefaultChainSessionSource(cancellationToken => Task.FromCanceled<AWSCredentials>(cancellationToken), time).OpenAsync(new CancellationToken(canceled: true)));
}
