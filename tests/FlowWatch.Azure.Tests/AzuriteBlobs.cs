namespace FlowWatch.Azure.Tests;

/// <summary>Azurite's Blob service.</summary>
public sealed class AzuriteBlobs() : AzuriteService("blob", "BlobEndpoint");
