using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Targets;

public class AwsRegionsTests
{
    [Theory]
    [InlineData("eu-central-1", "aws")]
    [InlineData("us-east-1", "aws")]
    [InlineData("cn-northwest-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("us-isob-east-1", "aws-iso")]
    [InlineData("eusc-de-east-1", "aws-eusc")]
    public void PartitionOf_Region_IsToldByItsName(string region, string partition) => Assert.Equal(partition, AwsRegions.PartitionOf(region));

    [Fact]
    public void Known_Regions_AreAllInAPartitionThatFlowWatchWorksIn() => Assert.All(AwsRegions.Known, region => Assert.Contains(AwsRegions.PartitionOf(region), AwsRegions.Partitions));
}
