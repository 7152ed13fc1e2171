namespace FlowWatch.Local.Generation;

/// <summary>A network interface of the VPC: the place where flow logs are taken.</summary>
internal sealed record NetworkInterface
{
    public required int Index { get; init; }

    public required uint Address { get; init; }

    public required string Id { get; init; }

    /// <summary>The instance it belongs to; <c>-</c> for a load balancer or a NAT gateway.</summary>
    public required string InstanceId { get; init; }

    public required string SubnetId { get; init; }

    public required string AvailabilityZoneId { get; init; }

    /// <summary>Decides where in the aggregation interval its capture windows begin.</summary>
    public required uint Phase { get; init; }

    /// <summary>Whether no background traffic knows it: the start of an incident.</summary>
    public required bool Stranger { get; init; }

    /// <summary>Whether the internet can send packets to it.</summary>
    public required bool Public { get; init; }
}
