using System.Net;
using FlowWatch.Core.Detections.BruteForce;
using FlowWatch.Core.Detections.HighConnectionCount;
using FlowWatch.Core.Detections.HighTrafficVolume;
using FlowWatch.Core.Detections.PortScan;
using FlowWatch.Core.Detections.SuspiciousPortAccess;

namespace FlowWatch.Core.Detections;

/// <summary>The settings of all detections, and what they share.</summary>
public sealed record DetectionOptions
{
    /// <summary>
    /// Networks that are not the internet. Default: RFC 1918 private networks, RFC 6598 shared addresses (used by
    /// container networks), loopback, link-local, and IPv6 unique local addresses. Add the public ranges you own.
    /// </summary>
    public IReadOnlyList<IPNetwork> InternalNetworks { get; init; } =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fc00::/7"),
    ];

    /// <summary>Settings of HIGH_TRAFFIC_VOLUME.</summary>
    public HighTrafficVolumeOptions HighTrafficVolume { get; init; } = new();

    /// <summary>Settings of HIGH_CONNECTION_COUNT.</summary>
    public HighConnectionCountOptions HighConnectionCount { get; init; } = new();

    /// <summary>Settings of PORT_SCAN.</summary>
    public PortScanOptions PortScan { get; init; } = new();

    /// <summary>Settings of SUSPICIOUS_PORT_ACCESS.</summary>
    public SuspiciousPortAccessOptions SuspiciousPortAccess { get; init; } = new();

    /// <summary>Settings of BRUTE_FORCE.</summary>
    public BruteForceOptions BruteForce { get; init; } = new();

    /// <summary>Whether an address lies outside all internal networks.</summary>
    public bool IsPublic(string address) =>
        IPAddress.TryParse(address, out var parsed) && !InternalNetworks.Any(network => network.Contains(parsed));
}
