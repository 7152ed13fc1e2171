namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>A network interface.</summary>
public sealed record SimulatedNetworkInterface
{
    /// <summary>The id, <c>eni-…</c>.</summary>
    public required string NetworkInterfaceId { get; init; }

    /// <summary>The VPC it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>The subnet it is in.</summary>
    public required string SubnetId { get; init; }

    /// <summary>The primary private address.</summary>
    public string PrivateIpAddress { get; init; } = "10.0.0.10";

    /// <summary>Further private addresses.</summary>
    public IReadOnlyList<string> SecondaryPrivateIpAddresses { get; init; } = [];

    /// <summary>The IPv6 addresses.</summary>
    public IReadOnlyList<string> Ipv6Addresses { get; init; } = [];

    /// <summary>The public address, or null.</summary>
    public string? PublicIp { get; init; }

    /// <summary>What it is, such as <c>interface</c>, <c>nat_gateway</c>, <c>network_load_balancer</c>, <c>lambda</c>.</summary>
    public string InterfaceType { get; init; } = "interface";

    /// <summary>The description.</summary>
    public string Description { get; init; } = "";

    /// <summary><c>in-use</c> or <c>available</c>.</summary>
    public string Status { get; init; } = "in-use";

    /// <summary>The instance it is attached to, or null.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Whether an AWS service manages it.</summary>
    public bool RequesterManaged { get; init; }

    /// <summary>The owner's account; null for the account that it is listed in.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The availability zone's letter after the region's name.</summary>
    public string ZoneLetter { get; init; } = "a";

    /// <summary>The tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
