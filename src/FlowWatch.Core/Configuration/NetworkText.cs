using System.Net;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Configuration;

/// <summary>Reads networks as settings write them.</summary>
internal static class NetworkText
{
    /// <summary>The network, an address being one of its own; null for anything else.</summary>
    public static IPNetwork? Parse(string text)
    {
        // .NET reads 10/8 as 0.0.0.10/8 and drops host bits in silence: 10.0.0.1/8, meant as 10.0.0.1/32, would cover far too much.
        var front = text.Split('/')[0];
        if (!FlowLogAddress.IsAddress(front) || !IPAddress.TryParse(front, out var address)) return null;
        if (front == text) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(address) ? network : null;
    }

    /// <summary>What is wrong with a text that is no network.</summary>
    public static string Wrong(string text) => $"{ShownValue.Quoted(text)} is not an address or a network in CIDR notation without host bits (10.0.0.0/8)";
}
