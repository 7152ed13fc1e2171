using Amazon.EC2;
using Amazon.EC2.Model;
using FlowWatch.Aws.Ec2;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests.Ec2;

public class Ec2ShapesTests
{
    [Fact]
    public void FlowLog_OnlyAnId_IsRead()
    {
        var flowLog = Ec2Shapes.FlowLog(new FlowLog { FlowLogId = "fl-1" });

        Assert.Equal("fl-1", flowLog.Id);
        Assert.False(flowLog.IsActive);
        Assert.Equal(FlowLogTrafficType.Unknown, flowLog.TrafficType);
        Assert.Equal(FlowLogDestinationType.Unknown, flowLog.DestinationType);
        Assert.Equal(FlowLogDeliveryStatus.Unknown, flowLog.DeliveryStatus);
        Assert.Null(flowLog.LogGroup);
        Assert.Null(flowLog.Bucket);
        Assert.Null(flowLog.FileOptions);
        Assert.Null(flowLog.MaximumAggregationInterval);
        Assert.Null(flowLog.CreatedAt);
        Assert.Null(flowLog.Name);
    }

    [Fact]
    public void FlowLog_WithoutId_IsRefused() => Assert.Throws<InvalidDataException>(() => Ec2Shapes.FlowLog(new FlowLog()));

    [Theory]
    [InlineData("/aws/vpc/flowlogs/production", null, "/aws/vpc/flowlogs/production")]
    [InlineData(null, "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vpc/flowlogs/production", "/aws/vpc/flowlogs/production")]
    [InlineData("", "arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/vpc/flowlogs/production:*", "/aws/vpc/flowlogs/production")]
    [InlineData(null, "arn:aws:logs:eu-central-1:123456789012:log-stream:x", null)]
    [InlineData(null, null, null)]
    public void FlowLog_ToLogGroup_NamesIt(string? name, string? arn, string? expected) => Assert.Equal(
        expected,
        Ec2Shapes.FlowLog(new FlowLog { FlowLogId = "fl-1", LogDestinationType = LogDestinationType.CloudWatchLogs, LogGroupName = name, LogDestination = arn }).LogGroup);

    [Fact]
    public void FlowLog_CreationTime_IsUtc()
    {
        var expected = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        Assert.Equal(expected, CreatedAt(expected.UtcDateTime));
        Assert.Equal(expected, CreatedAt(expected.LocalDateTime));
        Assert.Equal(expected, CreatedAt(DateTime.SpecifyKind(expected.UtcDateTime, DateTimeKind.Unspecified)));

        static DateTimeOffset? CreatedAt(DateTime time) => Ec2Shapes.FlowLog(new FlowLog { FlowLogId = "fl-1", CreationTime = time }).CreatedAt;
    }

    [Fact]
    public void Vpc_Ranges_AreThoseInUse() => Assert.Equal(
        ["10.0.0.0/16", "10.1.0.0/16", "2600::/56"],
        Ec2Shapes.Vpc(new Amazon.EC2.Model.Vpc
        {
            VpcId = "vpc-1",
            CidrBlock = "10.0.0.0/16",
            CidrBlockAssociationSet =
            [
                new() { CidrBlock = "10.0.0.0/16", CidrBlockState = new() { State = VpcCidrBlockStateCode.Associated } },
                new() { CidrBlock = "10.1.0.0/16", CidrBlockState = new() { State = VpcCidrBlockStateCode.Associating } },
                new() { CidrBlock = "10.2.0.0/16", CidrBlockState = new() { State = VpcCidrBlockStateCode.Disassociated } },
            ],
            Ipv6CidrBlockAssociationSet = [new() { Ipv6CidrBlock = "2600::/56" }],
        }).Cidrs);

    [Fact]
    public void NetworkInterface_Addresses_StartWithThePrimary() => Assert.Equal(
        ["10.0.0.9", "10.0.0.1", "2600::1"],
        Ec2Shapes.NetworkInterface(new Amazon.EC2.Model.NetworkInterface
        {
            NetworkInterfaceId = "eni-1",
            PrivateIpAddress = "10.0.0.9",
            PrivateIpAddresses = [new() { PrivateIpAddress = "10.0.0.1" }, new() { PrivateIpAddress = "10.0.0.9" }],
            Ipv6Addresses = [new() { Ipv6Address = "2600::1" }],
        }).PrivateAddresses);
}
