using Amazon.EC2.Model;

namespace FlowWatch.Aws.Access;

/// <summary>Actions of EC2.</summary>
internal static class Ec2Trials
{
    // The fewest that EC2 lets itself be asked for.
    private const int Fewest = 5;

    public static IEnumerable<KeyValuePair<string, AccessTrial>> All =>
    [
        new("ec2:DescribeFlowLogs", AccessTrial.Ask((place, token) => place.Clients.Ec2(place.Target).DescribeFlowLogsAsync(new DescribeFlowLogsRequest { MaxResults = Fewest }, token))),
        new("ec2:DescribeVpcs", AccessTrial.Ask((place, token) => place.Clients.Ec2(place.Target).DescribeVpcsAsync(new DescribeVpcsRequest { MaxResults = Fewest }, token))),
        new("ec2:DescribeSubnets", AccessTrial.Ask((place, token) => place.Clients.Ec2(place.Target).DescribeSubnetsAsync(new DescribeSubnetsRequest { MaxResults = Fewest }, token))),
        new("ec2:DescribeNetworkInterfaces", AccessTrial.Ask((place, token) => place.Clients.Ec2(place.Target).DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest { MaxResults = Fewest }, token))),
    ];
}
