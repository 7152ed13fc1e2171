namespace FlowWatch.Local.Generation;

/// <summary>A part of the network that carries at most 20 connections per second with the hosts it needs for that. A bigger
/// network is more cells, never busier hosts. Numbers are indexes of network interfaces.</summary>
internal sealed class Cell
{
    public required int Number { get; init; }

    public required int LoadBalancer { get; init; }

    public required int Gateway { get; init; }

    public required int Resolver { get; init; }

    public required int Bastion { get; init; }

    public required int Monitor { get; init; }

    /// <summary>Web servers behind the load balancer.</summary>
    public required IReadOnlyList<int> Web { get; init; }

    /// <summary>HTTPS servers that the internet reaches directly.</summary>
    public required IReadOnlyList<int> Direct { get; init; }

    public required int Database { get; init; }

    public required int Cache { get; init; }

    /// <summary>Application servers and workers.</summary>
    public required List<int> Applications { get; init; }

    /// <summary>Every instance of the cell.</summary>
    public required List<int> Instances { get; init; }

    /// <summary>Instances that use databases, caches and applications.</summary>
    public required List<int> Consumers { get; init; }

    /// <summary>Interfaces that the internet can reach.</summary>
    public required List<int> Public { get; init; }
}
