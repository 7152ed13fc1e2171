using FlowWatch.Azure.Tests;

namespace FlowWatch.EndToEnd.Tests.Serve;

/// <summary>Azurite at its own ports, where <c>UseDevelopmentStorage=true</c> expects it: tables and blobs.</summary>
public sealed class DevelopmentStorage : IDisposable
{
    private const int TablePort = 10002;
    private const int BlobPort = 10000;

    private readonly Azurite tables = new(TablePort);
    private readonly AzuriteBlobs blobs = new(BlobPort);

    /// <summary>Whether both run. They do not where Azurite is not installed, or something else listens at its ports.</summary>
    public bool IsThere => tables.ConnectionString is not null && blobs.ConnectionString is not null;

    public void Dispose()
    {
        tables.Dispose();
        blobs.Dispose();
    }
}
