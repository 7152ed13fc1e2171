using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Connections;

/// <summary>
/// The services that relays (NAT gateways and the like) reached for others. A relay's interface records a packet twice:
/// coming in, where <c>pkt-srcaddr</c> and <c>pkt-dstaddr</c> still tell who it is really between, and going out under the
/// relay's own address. The second is the same traffic again and is left out, so that the host behind is blamed.
/// Formats without the packet fields cannot tell.
/// </summary>
public sealed class RelayedServices
{
    private readonly HashSet<(string Relay, string Target, long Port)> services;
    private readonly HashSet<(string Relay, string Peer)> pairs;

    private RelayedServices(HashSet<(string Relay, string Target, long Port)> services)
    {
        this.services = services;
        pairs = [.. services.Select(service => (service.Relay, service.Target))];
    }

    /// <summary>Asks which services relays reached for others.</summary>
    public static FlowQuery Query(FlowQuery sides) =>
        FlowQuery.Over("relayed", sides)
            .Where(Field("relay").IsPresent())
            .Derive(ConnectionQueries.Orient)
            .By("relay", "target", "port")
            .Measure(FlowMeasure.Sum("records", Field("records")));

    /// <summary>The fields without which there is nothing to ask.</summary>
    public static IReadOnlyList<string> NeededFields { get; } = [FlowLogFieldNames.PacketSourceAddress, FlowLogFieldNames.PacketDestinationAddress];

    /// <summary>Reads the rows of <see cref="Query"/>.</summary>
    public static RelayedServices FromRows(IEnumerable<FlowRow> rows) =>
        new([.. rows.Select(row => (row.Text("relay")!, row.Text("target")!, row.NumberOrZero("port")))]);

    /// <summary>Whether an address reached a service on behalf of another.</summary>
    public bool Contains(string relay, string target, int port) => services.Contains((relay, target, port));

    /// <summary>Whether traffic between two addresses is another's, seen again on the far side of a relay.</summary>
    public bool Contains(string left, string right) => pairs.Contains((left, right)) || pairs.Contains((right, left));
}
