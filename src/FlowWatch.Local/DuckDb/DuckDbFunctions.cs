using System.Collections.Concurrent;
using System.Net;
using DuckDB.NET.Data;

namespace FlowWatch.Local.DuckDb;

/// <summary>Functions DuckDB lacks without an extension that would have to be downloaded.</summary>
internal static class DuckDbFunctions
{
    /// <summary><c>flowwatch_in_network(address, networks)</c>: whether an address text lies in any of some CIDR networks, separated by blanks; NULL where there is no address.</summary>
    public const string InNetwork = "flowwatch_in_network";

    /// <summary>Sets of networks that are kept parsed: a query has one or two, and whoever asks may ask for ever others.</summary>
    private const int MostKept = 100;

    private static readonly ConcurrentDictionary<string, IPNetwork[]> Networks = new();

    /// <summary>Adds them to a connection.</summary>
    public static void Register(DuckDBConnection connection) =>
        connection.RegisterScalarFunction<string?, string, bool?>(InNetwork, Contains);

    private static bool? Contains(string? address, string networks) => address is null
        ? null
        : IPAddress.TryParse(address, out var parsed) && Array.Exists(Parsed(networks), network => network.Contains(parsed));

    private static IPNetwork[] Parsed(string networks)
    {
        if (Networks.TryGetValue(networks, out var known)) return known;
        if (Networks.Count >= MostKept) Networks.Clear();
        return Networks.GetOrAdd(networks, Parse);
    }

    private static IPNetwork[] Parse(string networks) => [.. networks.Split(' ').Select(network => IPNetwork.Parse(network))];
}
