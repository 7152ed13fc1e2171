namespace FlowWatch.Core.Reports;

/// <summary>What VPC Flow Logs never contain, so that no report is read as saying more than it can.</summary>
public static class BlindSpots
{
    /// <summary>One sentence per kind of traffic that AWS does not record.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Traffic to the Amazon DNS server (a DNS server of your own is recorded).",
        "DHCP.",
        "Instance metadata, 169.254.169.254.",
        "The Amazon Time Sync Service, 169.254.169.123.",
        "The reserved address of the VPC router.",
        "Mirrored traffic.",
        "What was said: a flow log has addresses, ports, counts and times, no payload. A refused packet is a firewall's answer, not a failed login.",
    ];
}
