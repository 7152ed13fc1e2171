using System.Runtime.CompilerServices;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FlowWatch.Core.Compliance.Reports.Chain;

namespace FlowWatch.Azure.Reports;

/// <summary>Reports in one container of Azure Blob storage, for any number of hosts.</summary>
/// <remarks>
/// A blob is added with If-None-Match: *, so the service itself gives each name away once. Where the answer was lost and the retry meets
/// its own work, what is stored tells.
/// </remarks>
public sealed class BlobReportStore : IComplianceReportStore
{
    private readonly BlobContainerClient container;
    private bool isThere;

    private BlobReportStore(BlobContainerClient container) => this.container = container;

    /// <inheritdoc/>
    public string Place => $"container {container.Name} of {container.AccountName}";

    /// <summary>A container by a connection string (<c>UseDevelopmentStorage=true</c> works); it is made when the first report is stored.</summary>
    public static BlobReportStore Of(string connectionString, string container) => new(new BlobServiceClient(connectionString, Options()).GetBlobContainerClient(container));

    /// <summary>
    /// A container of a storage account with the managed identity, or on a developer's machine with what Azure.Identity finds there; it needs
    /// the role Storage Blob Data Contributor. The container is made when the first report is stored.
    /// </summary>
    /// <param name="endpoint">The account's Blob service.</param>
    /// <param name="managedIdentityClientId">Client id of a user-assigned identity; null uses the system-assigned one.</param>
    /// <param name="container">The container.</param>
    public static BlobReportStore Of(Uri endpoint, string? managedIdentityClientId, string container) =>
        new(new BlobServiceClient(endpoint, new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = managedIdentityClientId }), Options()).GetBlobContainerClient(container));

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = container.GetBlobsAsync(new GetBlobsOptions(), cancellationToken).AsPages().GetAsyncEnumerator(cancellationToken);
        await using (pages.ConfigureAwait(false))
        {
            while (await GuardedAsync(async () => await NextAsync(pages).ConfigureAwait(false)).ConfigureAwait(false))
            {
                foreach (var blob in pages.Current.Values.Where(blob => after is null || string.CompareOrdinal(blob.Name, after) > 0)) yield return blob.Name;
            }
        }
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) => GuardedAsync(async () =>
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value.Content.ToArray();
        }
        catch (RequestFailedException error) when (IsMissing(error))
        {
            return null;
        }
    });

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!isThere)
        {
            await GuardedAsync(async () => await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            isThere = true;
        }

        return await GuardedAsync(async () =>
        {
            var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All }, HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
            try
            {
                await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), options, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException error) when (error.Status is 409 or 412)
            {
                return await ReadAsync(name, cancellationToken).ConfigureAwait(false) is { } there && content.Span.SequenceEqual(there);
            }
        }).ConfigureAwait(false);
    }

    private static BlobClientOptions Options() => new() { Retry = { MaxRetries = 4, NetworkTimeout = TimeSpan.FromSeconds(60) } };

    private static async Task<bool> NextAsync(IAsyncEnumerator<Page<BlobItem>> pages)
    {
        try
        {
            return await pages.MoveNextAsync().ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (IsMissing(error))
        {
            // There is no container before the first report.
            return false;
        }
    }

    private static bool IsMissing(RequestFailedException error) => error.Status == 404 && (error.ErrorCode == BlobErrorCode.BlobNotFound || error.ErrorCode == BlobErrorCode.ContainerNotFound);

    private async Task<T> GuardedAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403)
        {
            throw new ReportStoreException($"{Place} refused the credential ({error.ErrorCode ?? "no code"}). Give the identity the role Storage Blob Data Contributor on the account, and let its firewall admit this host.", error);
        }
        catch (RequestFailedException error)
        {
            throw new ReportStoreException($"{Place} cannot be used for reports: {error.ErrorCode ?? error.Message.Split('\n')[0].Trim()} (HTTP {error.Status}).", error);
        }
        catch (AuthenticationFailedException error)
        {
            throw new ReportStoreException($"{Place} cannot be reached, because no identity gave a token: {error.Message.Split('\n')[0].Trim()}", error);
        }
        catch (AggregateException error) when (error.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            throw new ReportStoreException($"{Place} cannot be reached: {error.InnerExceptions[0].Message.Split('\n')[0].Trim()}.", error);
        }
    }
}
