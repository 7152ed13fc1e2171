namespace FlowWatch.Core.Accounts;

/// <summary>An elastic network interface (ENI): what a flow log's records are about.</summary>
public sealed record NetworkInterface
{
    private const string InUseStatus = "in-use";

    /// <summary>Its id: <c>eni-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its status as AWS writes it: <c>available</c>, <c>associated</c>, <c>attaching</c>, <c>in-use</c>, <c>detaching</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether it is attached to something, so that it can have traffic.</summary>
    public bool IsInUse => Status == InUseStatus;

    /// <summary>The VPC it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>The subnet it is in.</summary>
    public required string SubnetId { get; init; }

    /// <summary>Its sort, as AWS writes it: <c>interface</c>, <c>nat_gateway</c>, <c>lambda</c>, <c>vpc_endpoint</c>, …</summary>
    public required string InterfaceType { get; init; }

    /// <summary>The account that owns it.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The instance it is attached to; null for none, and for what AWS attaches by itself.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Its private addresses: the primary IPv4 address first, then other IPv4 addresses, then IPv6 addresses.</summary>
    public required IReadOnlyList<string> PrivateAddresses { get; init; }

    /// <summary>Whether an AWS service made it and looks after it.</summary>
    public bool IsRequesterManaged { get; init; }

    /// <summary>What it is for, in the words of whoever made it; null where there are none.</summary>
    public string? Description { get; init; }
}
