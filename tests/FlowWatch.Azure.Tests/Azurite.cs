namespace FlowWatch.Azure.Tests;

/// <summary>Azurite's table service.</summary>
public sealed class Azurite() : AzuriteService("table", "TableEndpoint");
