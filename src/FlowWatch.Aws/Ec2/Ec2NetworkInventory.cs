using Amazon.EC2;
using Amazon.EC2.Model;
using FlowWatch.Core.Accounts;
using NetworkInterface = FlowWatch.Core.Accounts.NetworkInterface;
using Subnet = FlowWatch.Core.Accounts.Subnet;
using Vpc = FlowWatch.Core.Accounts.Vpc;

namespace FlowWatch.Aws.Ec2;

/// <summary>Reads the network of the account and region that a client is for.</summary>
/// <param name="client">The client; whoever made it disposes of it.</param>
internal sealed class Ec2NetworkInventory(IAmazonEC2 client) : INetworkInventory
{
    /// <summary>The most that AWS gives in one page of each of these lists.</summary>
    private const int PageSize = 1_000;

    /// <summary>The most values that AWS takes in one filter.</summary>
    private const int FilterLimit = 200;

    // None of these actions can be granted for single resources.
    private const string AnyResource = "*";

    public Task<Fact<IReadOnlyList<FlowLogConfiguration>>> FlowLogsAsync(string? logGroup, CancellationToken cancellationToken) => ListAsync(
        "ec2:DescribeFlowLogs",
        [logGroup is null ? [] : [Filter("log-group-name", logGroup)]],
        async (filters, page) =>
        {
            var request = new DescribeFlowLogsRequest { Filter = filters, MaxResults = PageSize, NextToken = page };
            var response = await client.DescribeFlowLogsAsync(request, cancellationToken).ConfigureAwait(false);
            return new Ec2Page<FlowLogConfiguration>((response.FlowLogs ?? []).Select(Ec2Shapes.FlowLog), response.NextToken);
        },
        flowLog => flowLog.Id,
        cancellationToken);

    public Task<Fact<IReadOnlyList<Vpc>>> VpcsAsync(IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken) => ListAsync(
        "ec2:DescribeVpcs",
        OfVpcs(vpcIds),
        async (filters, page) =>
        {
            var request = new DescribeVpcsRequest { Filters = filters, MaxResults = PageSize, NextToken = page };
            var response = await client.DescribeVpcsAsync(request, cancellationToken).ConfigureAwait(false);
            return new Ec2Page<Vpc>((response.Vpcs ?? []).Select(Ec2Shapes.Vpc), response.NextToken);
        },
        vpc => vpc.Id,
        cancellationToken);

    public Task<Fact<IReadOnlyList<Subnet>>> SubnetsAsync(IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken) => ListAsync(
        "ec2:DescribeSubnets",
        OfVpcs(vpcIds),
        async (filters, page) =>
        {
            var request = new DescribeSubnetsRequest { Filters = filters, MaxResults = PageSize, NextToken = page };
            var response = await client.DescribeSubnetsAsync(request, cancellationToken).ConfigureAwait(false);
            return new Ec2Page<Subnet>((response.Subnets ?? []).Select(Ec2Shapes.Subnet), response.NextToken);
        },
        subnet => subnet.Id,
        cancellationToken);

    public Task<Fact<IReadOnlyList<NetworkInterface>>> NetworkInterfacesAsync(
        IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken) => ListAsync(
        "ec2:DescribeNetworkInterfaces",
        OfVpcs(vpcIds),
        async (filters, page) =>
        {
            var request = new DescribeNetworkInterfacesRequest { Filters = filters, MaxResults = PageSize, NextToken = page };
            var response = await client.DescribeNetworkInterfacesAsync(request, cancellationToken).ConfigureAwait(false);
            return new Ec2Page<NetworkInterface>((response.NetworkInterfaces ?? []).Select(Ec2Shapes.NetworkInterface), response.NextToken);
        },
        one => one.Id,
        cancellationToken);

    /// <summary>All pages of all questions as one list, or a failure.</summary>
    private static Task<Fact<IReadOnlyList<T>>> ListAsync<T>(
        string action,
        IReadOnlyList<List<Filter>> questions,
        Func<List<Filter>, string?, Task<Ec2Page<T>>> ask,
        Func<T, string> id,
        CancellationToken cancellationToken) => FactLookup.AskAsync(
        action,
        AnyResource,
        async () =>
        {
            // By id: what changes while pages are read may show up on two of them.
            var found = new SortedDictionary<string, T>(StringComparer.Ordinal);
            foreach (var filters in questions)
            {
                string? token = null;
                do
                {
                    var page = await ask(filters, token).ConfigureAwait(false);
                    foreach (var item in page.Items) found[id(item)] = item;

                    if (page.NextToken is { Length: > 0 } next && next == token)
                        return new FactFailure(FactFailureKind.Unexpected, action, AnyResource, "AWS names the same page as the next one again and again");

                    token = page.NextToken;
                }
                while (!string.IsNullOrEmpty(token));
            }

            return Facts.Known<IReadOnlyList<T>>([.. found.Values]);
        },
        cancellationToken);

    // A filter, not a list of ids: an id that is not there then makes the list shorter, and not an error of the whole call.
    private static List<List<Filter>> OfVpcs(IReadOnlyCollection<string> vpcIds) => vpcIds.Count == 0
        ? [[]]
        : [.. vpcIds.Distinct(StringComparer.Ordinal).Chunk(FilterLimit).Select(chunk => new List<Filter> { Filter("vpc-id", chunk) })];

    private static Filter Filter(string name, params string[] values) => new() { Name = name, Values = [.. values] };
}
