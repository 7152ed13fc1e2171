using System.Globalization;
using System.Net;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests.Ec2;

public class Ec2NetworkInventoryTests
{
    private const string Group = "/aws/vpc/flowlogs/production";

    private static readonly string[] ActionNames = ["DescribeFlowLogs", "DescribeVpcs", "DescribeSubnets", "DescribeNetworkInterfaces"];

    /// <summary>Each list, by the action that it needs.</summary>
    public static TheoryData<string> Actions => [.. ActionNames];

    [Fact]
    public async Task FlowLogsAsync_ToCloudWatchLogs_TellsAll()
    {
        await using var account = await AccountFixture.StartAsync();
        var created = new DateTimeOffset(2025, 3, 4, 5, 6, 7, TimeSpan.Zero);
        In(account).Add(new SimulatedFlowLog
        {
            FlowLogId = "fl-1",
            ResourceId = "vpc-1",
            TrafficType = "REJECT",
            LogGroupName = Group,
            DeliverLogsStatus = "FAILED",
            DeliverLogsErrorMessage = "Access error",
            DeliverLogsPermissionArn = "arn:aws:iam::444455556666:role/flow-logs",
            LogFormat = "${srcaddr} ${dstaddr}",
            MaxAggregationInterval = 60,
            CreationTime = created,
            Tags = new Dictionary<string, string> { ["Name"] = "rejects", ["team"] = "network" },
        });

        var flowLog = Assert.Single(Known(await account.Readers().Network(account.Target).FlowLogsAsync(null, CancellationToken.None)));

        Assert.Equal(("fl-1", true, "ACTIVE", "vpc-1"), (flowLog.Id, flowLog.IsActive, flowLog.Status, flowLog.ResourceId));
        Assert.Equal((FlowLogTrafficType.Reject, FlowLogDestinationType.CloudWatchLogs, Group), (flowLog.TrafficType, flowLog.DestinationType, flowLog.LogGroup));
        Assert.Equal((FlowLogDeliveryStatus.Failed, "Access error"), (flowLog.DeliveryStatus, flowLog.DeliveryError));
        Assert.Equal(("arn:aws:iam::444455556666:role/flow-logs", "${srcaddr} ${dstaddr}"), (flowLog.DeliveryRoleArn, flowLog.LogFormat));
        Assert.Equal((TimeSpan.FromSeconds(60), created), (flowLog.MaximumAggregationInterval, flowLog.CreatedAt));
        Assert.Equal(("rejects", "network"), (flowLog.Name, flowLog.Tags["team"]));
        Assert.Null(flowLog.Bucket);
        Assert.Null(flowLog.FileOptions);
    }

    [Fact]
    public async Task FlowLogsAsync_ToABucket_TellsWhereAndHow()
    {
        await using var account = await AccountFixture.StartAsync();
        In(account).Add(new SimulatedFlowLog
        {
            FlowLogId = "fl-1",
            ResourceId = "vpc-1",
            LogDestinationType = "s3",
            LogDestination = "arn:aws:s3:::archive/vpc/",
            FileFormat = "parquet",
            HiveCompatiblePartitions = true,
            PerHourPartition = true,
        });
        In(account).Add(new SimulatedFlowLog { FlowLogId = "fl-2", ResourceId = "tgw-1", TrafficType = null, LogDestinationType = "kinesis-data-firehose", DeliverLogsStatus = null });

        var flowLogs = Known(await account.Readers().Network(account.Target).FlowLogsAsync(null, CancellationToken.None));

        Assert.Equal((FlowLogDestinationType.S3, new FlowLogBucket("archive", "vpc")), (flowLogs[0].DestinationType, flowLogs[0].Bucket));
        Assert.Equal(new FlowLogFileOptions(ArchiveFileFormat.Parquet, true, true), flowLogs[0].FileOptions);
        Assert.Null(flowLogs[0].LogGroup);
        Assert.Equal(
            (FlowLogDestinationType.Firehose, FlowLogTrafficType.Unknown, FlowLogDeliveryStatus.Unknown),
            (flowLogs[1].DestinationType, flowLogs[1].TrafficType, flowLogs[1].DeliveryStatus));
    }

    [Fact]
    public async Task FlowLogsAsync_OfALogGroup_AreThatGroupsOnly()
    {
        await using var account = await AccountFixture.StartAsync();
        In(account).Add(new SimulatedFlowLog { FlowLogId = "fl-1", ResourceId = "vpc-1", LogGroupName = Group });
        In(account).Add(new SimulatedFlowLog { FlowLogId = "fl-2", ResourceId = "vpc-2", LogGroupName = Group + "-eu" });
        In(account).Add(new SimulatedFlowLog { FlowLogId = "fl-3", ResourceId = "eni-1", LogGroupName = Group });

        Assert.Equal(["fl-1", "fl-3"], Known(await account.Readers().Network(account.Target).FlowLogsAsync(Group, CancellationToken.None)).Select(one => one.Id));
    }

    [Fact]
    public async Task VpcsAsync_OfTheAccount_TellsRangesOwnerAndTags()
    {
        await using var account = await AccountFixture.StartAsync();
        In(account).Add(new SimulatedVpc
        {
            VpcId = "vpc-1",
            CidrBlocks = ["10.0.0.0/16", "10.1.0.0/16"],
            Ipv6CidrBlocks = ["2600:1f13::/56"],
            IsDefault = true,
            Tags = new Dictionary<string, string> { ["Name"] = "main" },
        });
        In(account).Add(new SimulatedVpc { VpcId = "vpc-2", OwnerId = "999988887777" });

        var vpcs = Known(await account.Readers().Network(account.Target).VpcsAsync([], CancellationToken.None));

        Assert.Equal(["vpc-1", "vpc-2"], vpcs.Select(vpc => vpc.Id));
        Assert.Equal(["10.0.0.0/16", "10.1.0.0/16", "2600:1f13::/56"], vpcs[0].Cidrs);
        Assert.Equal((TestTargets.Account, true, "main"), (vpcs[0].OwnerId, vpcs[0].IsDefault, vpcs[0].Name));
        Assert.Equal(("999988887777", false, null), (vpcs[1].OwnerId, vpcs[1].IsDefault, vpcs[1].Name));
    }

    [Fact]
    public async Task VpcsAsync_OneThatIsNotThere_IsMissingInTheList()
    {
        await using var account = await AccountFixture.StartAsync();
        In(account).Add(new SimulatedVpc { VpcId = "vpc-1" });
        account.Aws.Ec2.In(TestTargets.Account, "eu-west-1").Add(new SimulatedVpc { VpcId = "vpc-2" });

        Assert.Equal(["vpc-1"], Known(await account.Readers().Network(account.Target).VpcsAsync(["vpc-1", "vpc-2", "vpc-1"], CancellationToken.None)).Select(vpc => vpc.Id));
    }

    [Fact]
    public async Task SubnetsAndNetworkInterfaces_OfAVpc_AreThatVpcsOnly()
    {
        await using var account = await AccountFixture.StartAsync();
        foreach (var vpc in new[] { "vpc-1", "vpc-2" })
        {
            In(account).Add(new SimulatedSubnet { SubnetId = "subnet-" + vpc, VpcId = vpc, CidrBlock = "10.0.1.0/24" });
            In(account).Add(new SimulatedNetworkInterface
            {
                NetworkInterfaceId = "eni-" + vpc,
                VpcId = vpc,
                SubnetId = "subnet-" + vpc,
                PrivateIpAddress = "10.0.1.9",
                SecondaryPrivateIpAddresses = ["10.0.1.10"],
                Ipv6Addresses = ["2600::1"],
                InstanceId = "i-1",
                Description = "web",
                OwnerId = "999988887777",
            });
        }

        In(account).Add(new SimulatedNetworkInterface { NetworkInterfaceId = "eni-x", VpcId = "vpc-1", SubnetId = "s", Status = "available", InterfaceType = "nat_gateway", RequesterManaged = true });
        var network = account.Readers().Network(account.Target);

        var subnet = Assert.Single(Known(await network.SubnetsAsync(["vpc-1"], CancellationToken.None)));
        Assert.Equal(("subnet-vpc-1", "vpc-1", TestTargets.Account, "10.0.1.0/24"), (subnet.Id, subnet.VpcId, subnet.OwnerId, Assert.Single(subnet.Cidrs)));

        var interfaces = Known(await network.NetworkInterfacesAsync(["vpc-1"], CancellationToken.None));
        Assert.Equal(["eni-vpc-1", "eni-x"], interfaces.Select(one => one.Id));
        Assert.Equal(["10.0.1.9", "10.0.1.10", "2600::1"], interfaces[0].PrivateAddresses);
        Assert.Equal(("vpc-1", "subnet-vpc-1", "interface", "999988887777"), (interfaces[0].VpcId, interfaces[0].SubnetId, interfaces[0].InterfaceType, interfaces[0].OwnerId));
        Assert.Equal(("i-1", "web", true, false), (interfaces[0].InstanceId, interfaces[0].Description, interfaces[0].IsInUse, interfaces[0].IsRequesterManaged));
        Assert.Equal(("nat_gateway", null, null, false, true), (interfaces[1].InterfaceType, interfaces[1].InstanceId, interfaces[1].Description, interfaces[1].IsInUse, interfaces[1].IsRequesterManaged));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Lists_NothingThere_AreKnownAndEmpty(string action)
    {
        await using var account = await AccountFixture.StartAsync();

        Assert.Equal((true, 0), await CountAsync(account.Readers(), account, action));
        Assert.Equal([action], account.Asked);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Lists_ManyPages_AreWhole(string action)
    {
        await using var account = await AccountFixture.StartAsync();
        Fill(account, 23);
        account.Aws.Ec2.LargestPage = 5;

        Assert.Equal((true, 23), await CountAsync(account.Readers(), account, action));
        Assert.Equal(5, account.Aws.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Lists_FailureOnALaterPage_IsNoList(string action)
    {
        await using var account = await AccountFixture.StartAsync();
        Fill(account, 23);
        account.Aws.Ec2.LargestPage = 5;
        account.Aws.Faults.Add(SimulatedFault.InternalError, FaultScope.Of("ec2", action), after: 3);

        Assert.Equal((false, 0), await CountAsync(account.Readers(), account, action));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Lists_Refused_NameTheMissingPermission(string action)
    {
        await using var account = await AccountFixture.StartAsync();

        var failure = await FailureAsync(account.Readers(AccountFixture.Denying("ec2:" + action)), account, action);

        Assert.Equal((FactFailureKind.AccessDenied, "ec2:" + action, "*"), (failure?.Kind, failure?.Action, failure?.Resource));
    }

    [Fact]
    public async Task Lists_TheDocumentedPermissions_AreEnough()
    {
        await using var account = await AccountFixture.StartAsync();
        var readers = account.Readers(AccountFixture.Allowing([.. ActionNames.Select(action => "ec2:" + action)]));

        foreach (var action in ActionNames) Assert.True((await CountAsync(readers, account, action)).IsKnown);
    }

    public static TheoryData<string, SimulatedFault, FactFailureKind> Faults => new()
    {
        { "throttled", SimulatedFault.Throttled, FactFailureKind.Throttled },
        { "internal", SimulatedFault.InternalError, FactFailureKind.Unavailable },
        { "unavailable", SimulatedFault.Unavailable, FactFailureKind.Unavailable },
        { "reset", SimulatedFault.ConnectionReset, FactFailureKind.Unavailable },
        { "truncated", SimulatedFault.TruncatedBody, FactFailureKind.Unavailable },
        { "garbage", SimulatedFault.GarbageBody, FactFailureKind.Unexpected },
        { "expired", SimulatedFault.ExpiredToken, FactFailureKind.NoCredentials },
        { "region off", SimulatedFault.Error("OptInRequired", HttpStatusCode.Unauthorized), FactFailureKind.NoCredentials },
        { "wrong", SimulatedFault.Error("InvalidParameterValue", HttpStatusCode.BadRequest), FactFailureKind.Unexpected },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Lists_Fault_IsAFailureOfItsKind(string name, SimulatedFault fault, FactFailureKind kind)
    {
        await using var account = await AccountFixture.StartAsync();
        Fill(account, 3);
        account.Aws.Faults.Add(fault, FaultScope.Of("ec2"));

        var failure = await FailureAsync(account.Readers(), account, "DescribeVpcs");

        Assert.Equal((name, kind), (name, failure?.Kind));
        Assert.NotEqual("", failure?.Message);
    }

    // The same page is asked for again, and nothing of the list is lost or doubled.
    [Fact]
    public async Task Lists_ThrottledAndResetOnTheWay_AreWhole()
    {
        await using var account = await AccountFixture.StartAsync();
        Fill(account, 13);
        account.Aws.Ec2.LargestPage = 5;
        account.Aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("ec2"), times: 1, after: 1);
        account.Aws.Faults.Add(SimulatedFault.ConnectionReset, FaultScope.Of("ec2"), times: 1, after: 2);

        Assert.Equal((true, 13), await CountAsync(account.Readers(attempts: 4), account, "DescribeNetworkInterfaces"));
    }

    [Fact]
    public async Task Lists_ManyVpcs_AreAskedForInPieces()
    {
        await using var account = await AccountFixture.StartAsync();
        var vpcs = Enumerable.Range(0, 450).Select(number => Id("vpc", number)).ToList();
        foreach (var vpc in vpcs) In(account).Add(new SimulatedVpc { VpcId = vpc });

        Assert.Equal(vpcs, Known(await account.Readers().Network(account.Target).VpcsAsync(vpcs, CancellationToken.None)).Select(vpc => vpc.Id));
        // AWS takes 200 values in a filter.
        Assert.Equal(3, account.Aws.Requests.Count);
    }

    [Fact]
    public async Task Lists_Cancelled_Throws()
    {
        await using var account = await AccountFixture.StartAsync();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => account.Readers().Network(account.Target).VpcsAsync([], source.Token));
    }

    private static SimulatedEc2Region In(AccountFixture account) => account.Aws.Ec2.In(TestTargets.Account, AccountFixture.Region);

    private static IReadOnlyList<T> Known<T>(Fact<IReadOnlyList<T>> fact) => fact.IsKnown ? fact.Value : throw new InvalidOperationException(fact.Failure.ToString());

    private static string Id(string sort, int number) => string.Create(CultureInfo.InvariantCulture, $"{sort}-{number:d6}");

    private static void Fill(AccountFixture account, int count)
    {
        for (var number = 0; number < count; number++)
        {
            In(account).Add(new SimulatedVpc { VpcId = Id("vpc", number) });
            In(account).Add(new SimulatedFlowLog { FlowLogId = Id("fl", number), ResourceId = Id("vpc", number) });
            In(account).Add(new SimulatedSubnet { SubnetId = Id("subnet", number), VpcId = Id("vpc", number) });
            In(account).Add(new SimulatedNetworkInterface { NetworkInterfaceId = Id("eni", number), VpcId = Id("vpc", number), SubnetId = Id("subnet", number) });
        }
    }

    private static async Task<(bool IsKnown, int Count)> CountAsync(AwsAccountReaders readers, AccountFixture account, string action)
    {
        var network = readers.Network(account.Target);
        return action switch
        {
            "DescribeFlowLogs" => Count(await network.FlowLogsAsync(null, CancellationToken.None)),
            "DescribeVpcs" => Count(await network.VpcsAsync([], CancellationToken.None)),
            "DescribeSubnets" => Count(await network.SubnetsAsync([], CancellationToken.None)),
            _ => Count(await network.NetworkInterfacesAsync([], CancellationToken.None)),
        };

        static (bool IsKnown, int Count) Count<T>(Fact<IReadOnlyList<T>> fact) => (fact.IsKnown, fact.Value?.Count ?? 0);
    }

    private static async Task<FactFailure?> FailureAsync(AwsAccountReaders readers, AccountFixture account, string action)
    {
        var network = readers.Network(account.Target);
        return action switch
        {
            "DescribeFlowLogs" => (await network.FlowLogsAsync(null, CancellationToken.None)).Failure,
            "DescribeVpcs" => (await network.VpcsAsync([], CancellationToken.None)).Failure,
            "DescribeSubnets" => (await network.SubnetsAsync([], CancellationToken.None)).Failure,
            _ => (await network.NetworkInterfacesAsync([], CancellationToken.None)).Failure,
        };
    }
}
