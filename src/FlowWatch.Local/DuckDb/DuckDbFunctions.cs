using System.Collections.Concurrent;
using System.Net;
using DuckDB.NET.Data;

namespace FlowWatch.Local.DuckDb;

/// <summary>Functions DuckDB lacks without an extension that would have to be downloaded.</summary>
internal static class DuckDbFunctions
{
    /// <summary><c>flowwatch_in_network(address, networks)</c>: whether an address text lies in any of some CIDR networks, separated by blanks; NULL where there is no address.</summary>
    public const string InNetwork = "flowwatch_in_network";

    private static readonly ConcurrentDictionary<string, IPNetwork[]> Networks = new();

    /// <summary>Adds them to a connection.</summary>
    public static void Register(DuckDBConnection connection) =>
        connection.RegisterScalarFunction<string?, string, bool?>(InNetwork, Contains);

    private static bool? Contains(string? address, string networks) => address is null
        ? null
        : IPAddress.TryParse(address, out var parsed) && Array.Exists(Networks.GetOrAdd(networks, Parse), network => network.Contains(parsed));

    private static IPNetwork[] Parse(string networks) => [.. networks.Split(' ').Select(network => IPNetwork.Parse(network))];
}
