using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests;

public class FactLookupTests
{
    [Fact]
    public async Task AskAsync_Error_IsAFailure()
    {
        var fact = await FactLookup.AskAsync<string>("s3:ListBucket", "bucket", () => throw new IOException("reset"), CancellationToken.None);

        Assert.False(fact.IsKnown);
        Assert.Equal(new FactFailure(FactFailureKind.Unavailable, "s3:ListBucket", "bucket", "reset"), fact.Failure);
    }

    [Fact]
    public async Task AskAsync_CancelledByCaller_Throws()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => FactLookup.AskAsync<string>("s3:ListBucket", "bucket", () => throw new OperationCanceledException(source.Token), source.Token));
    }

    [Fact]
    public async Task AskAsync_CancelledByItself_IsAFailure()
    {
        var fact = await FactLookup.AskAsync<string>("s3:ListBucket", "bucket", () => throw new OperationCanceledException(), CancellationToken.None);

        Assert.Equal(FactFailureKind.Unavailable, fact.Failure?.Kind);
    }
}
