using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Tests.Ec2;

public class SimulatedEc2Tests
{
    private const string Account = SimulatedAws.DefaultAccount;

    [Fact]
    public async Task DescribeFlowLogs_EveryMember_ReachesTheClient()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Ec2.In(Account, "eu-west-1").Add(new SimulatedFlowLog
        {
            FlowLogId = "fl-1",
            ResourceId = "vpc-1",
            TrafficType = "REJECT",
            DeliverLogsStatus = "FAILED",
            DeliverLogsErrorMessage = "Access error",
            DeliverLogsPermissionArn = "arn:aws:iam::111122223333:role/delivery",
            LogDestinationType = "s3",
            LogDestination = "arn:aws:s3:::archive/prefix/",
            LogGroupName = "/vpc/flow",
            LogFormat = "${srcaddr} ${dstaddr}",
            MaxAggregationInterval = 60,
            FileFormat = "parquet",
            PerHourPartition = true,
            Tags = new Dictionary<string, string> { ["team"] = "net" },
        });
        using var ec2 = Client(aws);

        var flowLog = Assert.Single((await ec2.DescribeFlowLogsAsync(new DescribeFlowLogsRequest())).FlowLogs);

        Assert.Equal(("fl-1", "vpc-1", "ACTIVE"), (flowLog.FlowLogId, flowLog.ResourceId, flowLog.FlowLogStatus));
        Assert.Equal((TrafficType.REJECT, LogDestinationType.S3), (flowLog.TrafficType, flowLog.LogDestinationType));
        Assert.Equal(("FAILED", "Access error"), (flowLog.DeliverLogsStatus, flowLog.DeliverLogsErrorMessage));
        Assert.Equal("arn:aws:iam::111122223333:role/delivery", flowLog.DeliverLogsPermissionArn);
        Assert.Equal(("arn:aws:s3:::archive/prefix/", "/vpc/flow"), (flowLog.LogDestination, flowLog.LogGroupName));
        Assert.Equal(("${srcaddr} ${dstaddr}", 60), (flowLog.LogFormat, flowLog.MaxAggregationInterval));
        Assert.Equal(new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc), flowLog.CreationTime!.Value.ToUniversalTime());
        Assert.Equal((DestinationFileFormat.Parquet, true, false),
            (flowLog.DestinationOptions.FileFormat, flowLog.DestinationOptions.PerHourPartition, flowLog.DestinationOptions.HiveCompatiblePartitions));
        Assert.Equal(("team", "net"), (flowLog.Tags[0].Key, flowLog.Tags[0].Value));
    }

    [Fact]
    public async Task DescribeFlowLogs_AnotherAccountOrRegion_HasItsOwn()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Ec2.In(Account, "eu-west-1").Add(new SimulatedFlowLog { FlowLogId = "fl-1", ResourceId = "vpc-1" });
        using var elsewhere = Client(aws, region: "us-east-1");
        using var others = Client(aws, aws.AddAdministrator("444455556666"));

        Assert.Empty((await elsewhere.DescribeFlowLogsAsync(new DescribeFlowLogsRequest())).FlowLogs ?? []);
        Assert.Empty((await others.DescribeFlowLogsAsync(new DescribeFlowLogsRequest())).FlowLogs ?? []);
    }

    [Theory]
    [InlineData("resource-id", new[] { "vpc-1" }, "fl-1")]
    [InlineData("resource-id", new[] { "vpc-1", "vpc-2" }, "fl-1 fl-2")]
    [InlineData("resource-id", new[] { "vpc-*" }, "fl-1 fl-2")]
    [InlineData("traffic-type", new[] { "REJECT" }, "fl-2")]
    [InlineData("tag:team", new[] { "net" }, "fl-2")]
    [InlineData("tag-key", new[] { "team" }, "fl-2")]
    [InlineData("resource-id", new[] { "VPC-1" }, "")]
    public async Task DescribeFlowLogs_Filtered_GivesWhatPasses(string filter, string[] values, string expected)
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Ec2.In(Account, "eu-west-1").Add(new SimulatedFlowLog { FlowLogId = "fl-1", ResourceId = "vpc-1" });
        aws.Ec2.In(Account, "eu-west-1").Add(new SimulatedFlowLog
        {
            FlowLogId = "fl-2", ResourceId = "vpc-2", TrafficType = "REJECT", Tags = new Dictionary<string, string> { ["team"] = "net" },
        });
        using var ec2 = Client(aws);

        var answer = await ec2.DescribeFlowLogsAsync(new DescribeFlowLogsRequest { Filter = [new Filter { Name = filter, Values = [.. values] }] });

        Assert.Equal(expected, string.Join(' ', (answer.FlowLogs ?? []).Select(flowLog => flowLog.FlowLogId)));
    }

    [Fact]
    public async Task DescribeNetworkInterfaces_ManyPages_GiveEachOnce()
    {
        await using var aws = await SimulatedAws.StartAsync();
        for (var number = 0; number < 23; number++)
        {
            aws.Ec2.In(Account, "eu-west-1").Add(new SimulatedNetworkInterface
            {
                NetworkInterfaceId = $"eni-{number:d2}", VpcId = "vpc-1", SubnetId = number % 2 == 0 ? "subnet-1" : "subnet-2",
            });
        }

        using var ec2 = Client(aws);
        var ids = new List<string>();
        var paginator = ec2.Paginators.DescribeNetworkInterfaces(new DescribeNetworkInterfacesRequest
        {
            MaxResults = 5, Filters = [new Filter("subnet-id", ["subnet-1"])],
        });
        await foreach (var eni in paginator.NetworkInterfaces) ids.Add(eni.NetworkInterfaceId);

        Assert.Equal(Enumerable.Range(0, 12).Select(number => $"eni-{number * 2:d2}"), ids);
        Assert.Equal(3, aws.Requests.Count);
    }

    [Fact]
    public async Task DescribeNetworkInterfaces_WithoutMaxResults_IsPagedByTheServer()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Ec2.LargestPage = 1;
        aws.Ec2.In(Account, "eu-west-1").Add(new SimulatedNetworkInterface { NetworkInterfaceId = "eni-1", VpcId = "vpc-1", SubnetId = "subnet-1" });
        aws.Ec2.In(Account, "eu-west-1").Add(new SimulatedNetworkInterface { NetworkInterfaceId = "eni-2", VpcId = "vpc-1", SubnetId = "subnet-1" });
        using var ec2 = Client(aws);

        var first = await ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest());
        var second = await ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest { NextToken = first.NextToken });

        Assert.Equal(("eni-1", "eni-2"), (first.NetworkInterfaces[0].NetworkInterfaceId, second.NetworkInterfaces[0].NetworkInterfaceId));
        Assert.Null(second.NextToken);
    }

    [Fact]
    public async Task DescribeNetworkInterfaces_Members_ReachTheClient()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Ec2.In(Account, "eu-west-1").Add(new SimulatedNetworkInterface
        {
            NetworkInterfaceId = "eni-1",
            VpcId = "vpc-1",
            SubnetId = "subnet-1",
            PrivateIpAddress = "10.0.0.4",
            SecondaryPrivateIpAddresses = ["10.0.0.5"],
            Ipv6Addresses = ["2001:db8::1"],
            PublicIp = "198.51.100.7",
            InterfaceType = "nat_gateway",
            InstanceId = "i-1",
            RequesterManaged = true,
            OwnerId = "444455556666",
            ZoneLetter = "b",
        });
        using var ec2 = Client(aws);

        var eni = Assert.Single((await ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest())).NetworkInterfaces);

        Assert.Equal(["10.0.0.4", "10.0.0.5"], eni.PrivateIpAddresses.Select(address => address.PrivateIpAddress));
        Assert.Equal("2001:db8::1", Assert.Single(eni.Ipv6Addresses).Ipv6Address);
        Assert.Equal(("198.51.100.7", "i-1"), (eni.Association.PublicIp, eni.Attachment.InstanceId));
        Assert.Equal(("nat_gateway", true), (eni.InterfaceType.Value, eni.RequesterManaged));
        Assert.Equal(("444455556666", "eu-west-1b", "vpc-1", "subnet-1"), (eni.OwnerId, eni.AvailabilityZone, eni.VpcId, eni.SubnetId));
    }

    [Fact]
    public async Task DescribeVpcsAndSubnets_Members_ReachTheClient()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var region = aws.Ec2.In(Account, "eu-west-1");
        region.Add(new SimulatedVpc { VpcId = "vpc-1", CidrBlocks = ["10.1.0.0/16", "10.2.0.0/16"], Ipv6CidrBlocks = ["2001:db8::/56"], OwnerId = "444455556666" });
        region.Add(new SimulatedSubnet { SubnetId = "subnet-1", VpcId = "vpc-1", CidrBlock = "10.1.1.0/24", ZoneLetter = "c" });
        using var ec2 = Client(aws);

        var vpc = Assert.Single((await ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = ["vpc-1"] })).Vpcs);
        var subnet = Assert.Single((await ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new Filter("vpc-id", ["vpc-1"])] })).Subnets);

        Assert.Equal(["10.1.0.0/16", "10.2.0.0/16"], vpc.CidrBlockAssociationSet.Select(block => block.CidrBlock));
        Assert.Equal(("10.1.0.0/16", "444455556666", false), (vpc.CidrBlock, vpc.OwnerId, vpc.IsDefault));
        Assert.Equal("2001:db8::/56", Assert.Single(vpc.Ipv6CidrBlockAssociationSet).Ipv6CidrBlock);
        Assert.Equal(("subnet-1", "vpc-1", "10.1.1.0/24", "eu-west-1c", Account),
            (subnet.SubnetId, subnet.VpcId, subnet.CidrBlock, subnet.AvailabilityZone, subnet.OwnerId));
    }

    [Fact]
    public async Task DescribeVpcs_IdThatIsNotThere_IsNotFound() =>
        Assert.Equal("InvalidVpcID.NotFound", (await RefusalAsync(ec2 => ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = ["vpc-9"] }))).ErrorCode);

    [Fact]
    public async Task DescribeVpcs_UnknownFilter_IsInvalid() => Assert.Equal("InvalidParameterValue",
        (await RefusalAsync(ec2 => ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = [new Filter("vpc_id", ["vpc-1"])] }))).ErrorCode);

    [Theory]
    [InlineData(4)]
    [InlineData(1001)]
    public async Task DescribeVpcs_PageOfAWrongSize_IsInvalid(int size) =>
        Assert.Equal("InvalidParameterValue", (await RefusalAsync(ec2 => ec2.DescribeVpcsAsync(new DescribeVpcsRequest { MaxResults = size }))).ErrorCode);

    [Fact]
    public async Task DescribeVpcs_IdsAndPage_DoNotGoTogether() => Assert.Equal("InvalidParameterCombination",
        (await RefusalAsync(ec2 => ec2.DescribeVpcsAsync(new DescribeVpcsRequest { MaxResults = 5, VpcIds = ["vpc-1"] }))).ErrorCode);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("bm9uc2Vuc2U=")]
    public async Task DescribeVpcs_UnknownToken_IsInvalid(string token) =>
        Assert.Equal("InvalidPaginationToken", (await RefusalAsync(ec2 => ec2.DescribeVpcsAsync(new DescribeVpcsRequest { NextToken = token }))).ErrorCode);

    [Fact]
    public async Task DescribeFlowLogs_NoPermission_IsUnauthorized()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var ec2 = Client(aws, aws.AddUser(Account, "weak", SimulatedPolicies.AllowNothing));

        var error = await Assert.ThrowsAsync<AmazonEC2Exception>(() => ec2.DescribeFlowLogsAsync(new DescribeFlowLogsRequest()));

        Assert.Equal(("UnauthorizedOperation", HttpStatusCode.Forbidden), (error.ErrorCode, error.StatusCode));
        Assert.Equal(
            "You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/weak is not authorized to perform: "
            + "ec2:DescribeFlowLogs because no identity-based policy allows the ec2:DescribeFlowLogs action", error.Message);
    }

    [Theory]
    [InlineData("eu-west-1", true)]
    [InlineData("us-east-1", false)]
    public async Task DescribeFlowLogs_PermissionForOneRegion_HoldsForThatOnly(string region, bool allowed)
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var ec2 = Client(aws, region: region, credentials: aws.AddUser(Account, "regional",
            """{"Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}}}"""));

        var error = await Record.ExceptionAsync(() => ec2.DescribeFlowLogsAsync(new DescribeFlowLogsRequest()));

        Assert.Equal(allowed ? null : "UnauthorizedOperation", (error as AmazonEC2Exception)?.ErrorCode);
    }

    [Fact]
    public async Task DescribeFlowLogs_Throttled_HasEc2sCodeAndIsRetried()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("ec2"), times: 2);
        using var impatient = Client(aws);
        using var retrying = Client(aws, retries: 1);

        var error = await Assert.ThrowsAsync<AmazonEC2Exception>(() => impatient.DescribeFlowLogsAsync(new DescribeFlowLogsRequest()));
        await retrying.DescribeFlowLogsAsync(new DescribeFlowLogsRequest());

        Assert.Equal(("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable), (error.ErrorCode, error.StatusCode));
        Assert.Equal(3, aws.Requests.Count);
    }

    [Fact]
    public async Task DescribeFlowLogs_WrongSecret_IsAnAuthFailure()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var ec2 = Client(aws, aws.Administrator with { SecretAccessKey = "wrong" });

        var error = await Assert.ThrowsAsync<AmazonEC2Exception>(() => ec2.DescribeFlowLogsAsync(new DescribeFlowLogsRequest()));

        Assert.Equal(("AuthFailure", HttpStatusCode.Unauthorized), (error.ErrorCode, error.StatusCode));
    }

    private static AmazonEC2Client Client(SimulatedAws aws, SimulatedCredentials? credentials = null, string region = "eu-west-1", int retries = 0) =>
        new(SdkClients.Keys(aws, credentials), SdkClients.Configured(aws, new AmazonEC2Config(), region, retries));

    private static async Task<AmazonEC2Exception> RefusalAsync(Func<AmazonEC2Client, Task> ask)
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var ec2 = Client(aws);
        return await Assert.ThrowsAsync<AmazonEC2Exception>(() => ask(ec2));
    }
}
