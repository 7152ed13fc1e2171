namespace FlowWatch.Azure.Tests;

/// <summary>Azurite's table service.</summary>
public sealed class Azurite : AzuriteService
{
    /// <summary>At a port that is free.</summary>
    public Azurite()
        : base("table", "TableEndpoint", null)
    {
    }

    /// <summary>At the port that is given.</summary>
    internal Azurite(int port)
        : base("table", "TableEndpoint", port)
    {
    }
}
