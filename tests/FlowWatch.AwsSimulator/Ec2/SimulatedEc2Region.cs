using System.Collections.Concurrent;

namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>What EC2 lists for one account in one region.</summary>
public sealed class SimulatedEc2Region
{
    private readonly ConcurrentDictionary<string, SimulatedFlowLog> flowLogs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedVpc> vpcs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedSubnet> subnets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedNetworkInterface> interfaces = new(StringComparer.Ordinal);
    private readonly string account;
    private readonly string region;

    internal SimulatedEc2Region(string account, string region)
    {
        this.account = account;
        this.region = region;
    }

    /// <summary>Adds a flow log, or puts it in place of one with the same id.</summary>
    public void Add(SimulatedFlowLog flowLog) => flowLogs[flowLog.FlowLogId] = flowLog;

    /// <summary>Adds a VPC, or puts it in place of one with the same id.</summary>
    public void Add(SimulatedVpc vpc) => vpcs[vpc.VpcId] = vpc;

    /// <summary>Adds a subnet, or puts it in place of one with the same id.</summary>
    public void Add(SimulatedSubnet subnet) => subnets[subnet.SubnetId] = subnet;

    /// <summary>Adds a network interface, or puts it in place of one with the same id.</summary>
    public void Add(SimulatedNetworkInterface networkInterface) => interfaces[networkInterface.NetworkInterfaceId] = networkInterface;

    /// <summary>Takes a flow log, VPC, subnet or network interface away.</summary>
    public void Remove(string id)
    {
        flowLogs.TryRemove(id, out _);
        vpcs.TryRemove(id, out _);
        subnets.TryRemove(id, out _);
        interfaces.TryRemove(id, out _);
    }

    internal IEnumerable<Ec2Resource> FlowLogs() => flowLogs.Values.Select(Ec2Resources.Of);

    internal IEnumerable<Ec2Resource> Vpcs() => vpcs.Values.Select(vpc => Ec2Resources.Of(vpc, account));

    internal IEnumerable<Ec2Resource> Subnets() => subnets.Values.Select(subnet => Ec2Resources.Of(subnet, account, region));

    internal IEnumerable<Ec2Resource> NetworkInterfaces() => interfaces.Values.Select(each => Ec2Resources.Of(each, account, region));
}
