using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Reports;

namespace FlowWatch.Aws.S3;

/// <summary>
/// Asks S3 about one bucket, in the region that it is in. An archive is often one bucket for many regions, and the configuration names
/// none for it; the SDK follows S3 to another region only in some cases.
/// </summary>
/// <param name="options">Which bucket.</param>
/// <param name="clientOf">Gives a client for a region; whoever gives them keeps and disposes of them.</param>
internal sealed class S3BucketClient(S3ArchiveOptions options, Func<string, IAmazonS3> clientOf)
{
    private const string RegionHeader = "x-amz-bucket-region";

    private volatile string region = options.Region;

    /// <summary>The region that is asked.</summary>
    public string Region => region;

    /// <summary>The bucket as policies write it.</summary>
    public string Arn => $"arn:{RegionEndpoint.GetBySystemName(region).PartitionName}:s3:::{options.Bucket}";

    /// <summary>An object as policies write it, fit to be shown.</summary>
    public string ArnOf(string key) => $"{Arn}/{VisibleText.Of(key)}";

    /// <summary>Asks, and turns what goes wrong into a failure.</summary>
    /// <param name="action">The IAM action that is tried.</param>
    /// <param name="resource">What it is tried on.</param>
    /// <param name="ask">Asks S3, and gives the fact.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<Fact<T>> AskAsync<T>(string action, string resource, Func<IAmazonS3, Task<Fact<T>>> ask, CancellationToken cancellationToken)
        where T : class
    {
        var fact = await FactLookup.AskAsync(action, resource, () => CallAsync(ask), cancellationToken).ConfigureAwait(false);
        return fact.IsKnown ? fact : Explained(fact.Failure);
    }

    /// <summary>Asks, and once more where S3 says that the bucket is in another region. Throws what the SDK throws.</summary>
    public async Task<T> CallAsync<T>(Func<IAmazonS3, Task<T>> ask)
    {
        var asked = region;
        try
        {
            return await ask(clientOf(asked)).ConfigureAwait(false);
        }
        catch (AmazonServiceException error) when (RegionIn(error) is { } other && other != asked)
        {
            region = other;
            return await ask(clientOf(other)).ConfigureAwait(false);
        }
    }

    /// <summary>The failure, with what S3 leaves out: it says no more than "Access Denied" when the owner is another than expected.</summary>
    public FactFailure Explained(FactFailure failure) => failure.Kind == FactFailureKind.AccessDenied && options.ExpectedOwner is { } owner
        ? failure with { Message = $"{failure.Message} (or the bucket does not belong to account {owner})" }
        : failure;

    private static string? RegionIn(AmazonServiceException error)
    {
        // 301 and 307: another endpoint; 400: the signature is for another region. Other answers name the region too, but not as the reason.
        if (error.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest)) return null;
        if (error.InnerException is not HttpErrorResponseException { Response: { } response } || !response.IsHeaderPresent(RegionHeader)) return null;

        var named = response.GetHeaderValue(RegionHeader);
        return IsRegion(named) ? named : null;
    }

    // A region becomes part of a host name.
    private static bool IsRegion(string? text) =>
        text is { Length: > 0 and <= 32 } && text.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '-');
}
