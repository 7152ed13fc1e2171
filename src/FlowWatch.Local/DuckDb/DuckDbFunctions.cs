using System.Net;
using DuckDB.NET.Data;

namespace FlowWatch.Local.DuckDb;

/// <summary>Functions DuckDB lacks without an extension that would have to be downloaded.</summary>
internal static class DuckDbFunctions
{
    /// <summary><c>flowwatch_in_network(address, network)</c>: whether an address text lies in a CIDR network; NULL where there is no address.</summary>
    public const string InNetwork = "flowwatch_in_network";

    /// <summary>Adds them to a connection.</summary>
    public static void Register(DuckDBConnection connection) =>
        connection.RegisterScalarFunction<string?, string, bool?>(InNetwork, Contains);

    private static bool? Contains(string? address, string network) => address is null
        ? null
        : IPAddress.TryParse(address, out var parsed) && IPNetwork.TryParse(network, out var range) && range.Contains(parsed);
}
