namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>A subnet.</summary>
public sealed record SimulatedSubnet
{
    /// <summary>The id, <c>subnet-…</c>.</summary>
    public required string SubnetId { get; init; }

    /// <summary>The VPC it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>The IPv4 block.</summary>
    public string CidrBlock { get; init; } = "10.0.0.0/24";

    /// <summary>The availability zone's letter after the region's name.</summary>
    public string ZoneLetter { get; init; } = "a";

    /// <summary>The owner's account; null for the account that it is listed in. Another one where it is shared.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
