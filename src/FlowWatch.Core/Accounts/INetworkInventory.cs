namespace FlowWatch.Core.Accounts;

/// <summary>
/// The network of one account and region: what there is to record, and which flow logs record it. A list is whole, or it is a failure;
/// it is never silently a part of what there is. Lists are ordered by id.
/// </summary>
public interface INetworkInventory
{
    /// <summary>The flow logs of the account and region: of VPCs, subnets, network interfaces and transit gateways.</summary>
    /// <param name="logGroup">Name of the CloudWatch log group they must deliver to; null for all flow logs.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<IReadOnlyList<FlowLogConfiguration>>> FlowLogsAsync(string? logGroup, CancellationToken cancellationToken);

    /// <summary>VPCs. One that does not exist (or is in another region or account) is missing in the list.</summary>
    /// <param name="vpcIds">The VPCs to look for; empty for every VPC of the account and region.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<IReadOnlyList<Vpc>>> VpcsAsync(IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken);

    /// <summary>Subnets, those that other accounts share with this one among them.</summary>
    /// <param name="vpcIds">The VPCs they must be in; empty for all.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<IReadOnlyList<Subnet>>> SubnetsAsync(IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken);

    /// <summary>Network interfaces.</summary>
    /// <param name="vpcIds">The VPCs they must be in; empty for all.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<IReadOnlyList<NetworkInterface>>> NetworkInterfacesAsync(IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken);
}
