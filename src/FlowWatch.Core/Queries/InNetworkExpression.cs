using System.Net;

namespace FlowWatch.Core.Queries;

/// <summary>Membership of an address in any of some networks.</summary>
/// <param name="Operand">The address.</param>
/// <param name="Networks">The networks, IPv4 or IPv6.</param>
public sealed record InNetworkExpression(FlowExpression Operand, IReadOnlyList<IPNetwork> Networks) : FlowExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => Operand.Names;

    /// <inheritdoc/>
    public override string ToString() => $"{Operand} in network ({string.Join(", ", Networks)})";
}
