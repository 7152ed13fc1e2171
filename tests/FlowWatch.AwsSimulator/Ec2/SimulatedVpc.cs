namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>A VPC.</summary>
public sealed record SimulatedVpc
{
    /// <summary>The id, <c>vpc-…</c>.</summary>
    public required string VpcId { get; init; }

    /// <summary>The IPv4 blocks, at least one, the primary one first.</summary>
    public IReadOnlyList<string> CidrBlocks { get; init; } = ["10.0.0.0/16"];

    /// <summary>The IPv6 blocks.</summary>
    public IReadOnlyList<string> Ipv6CidrBlocks { get; init; } = [];

    /// <summary>Whether it is the region's default VPC.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The owner's account; null for the account that it is listed in. Another one where it is shared.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
