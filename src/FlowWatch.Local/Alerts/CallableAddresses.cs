using System.Net;
using System.Net.Sockets;

namespace FlowWatch.Local.Alerts;

/// <summary>Which addresses webhooks may be at. Whoever can set a webhook's address must not reach what only this machine can.</summary>
internal static class CallableAddresses
{
    // The IANA special-purpose registries (RFC 6890 and its updates), multicast, and what is reserved.
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork[] Private =
        [.. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "::1/128", "fc00::/7" }.Select(IPNetwork.Parse)];

    // Link-local, where clouds answer for their machines' credentials; AWS over IPv6 (fd00:ec2::254), Azure's platform address, Alibaba's.
    private static readonly IPNetwork[] Never =
        [.. new[] { "169.254.0.0/16", "fe80::/10", "fec0::/10", "fd00:ec2::/32", "168.63.129.16/32", "100.100.100.200/32" }.Select(IPNetwork.Parse)];

    // IPv6 addresses that stand for an IPv4 one: where it begins in them.
    private static readonly (IPNetwork Network, int Start)[] Embedding = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2), (IPNetwork.Parse("::/96"), 12)];

    /// <summary>Whether an address may be called.</summary>
    /// <param name="address">The address.</param>
    /// <param name="allowPrivate">Whether private and loopback addresses may be.</param>
    public static bool MayCall(IPAddress address, bool allowPrivate)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) return MayCall(address.MapToIPv4(), allowPrivate);
        if (address.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)) return false;
        if (Lies(address, Never) || Lies(address, NotPublic)) return false;
        if (Lies(address, Private)) return allowPrivate;
        foreach (var (network, start) in Embedding)
        {
            if (network.Contains(address)) return MayCall(new IPAddress(address.GetAddressBytes().AsSpan(start, 4)), allowPrivate);
        }

        return true;
    }

    private static bool Lies(IPAddress address, IPNetwork[] networks) => Array.Exists(networks, network => network.Contains(address));
}
