namespace FlowWatch.Azure.Tests;

/// <summary>Azurite's Blob service.</summary>
public sealed class AzuriteBlobs : AzuriteService
{
    /// <summary>At a port that is free.</summary>
    public AzuriteBlobs()
        : base("blob", "BlobEndpoint", null)
    {
    }

    /// <summary>At the port that is given.</summary>
    internal AzuriteBlobs(int port)
        : base("blob", "BlobEndpoint", port)
    {
    }
}
