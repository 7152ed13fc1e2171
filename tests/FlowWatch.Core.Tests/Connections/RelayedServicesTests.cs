using FlowWatch.Core.Connections;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Connections;

public class RelayedServicesTests
{
    private static readonly RelayedServices OneRelay = Relayed(("10.0.0.254", "198.51.100.7", 443));

    [Theory]
    [InlineData("10.0.0.254", "198.51.100.7", 443, true)]
    [InlineData("10.0.0.254", "198.51.100.7", 80, false)]
    [InlineData("10.0.0.254", "198.51.100.8", 443, false)]
    [InlineData("198.51.100.7", "10.0.0.254", 443, false)]
    public void Contains_Service_IsTheRelaysOwn(string source, string target, int port, bool expected) =>
        Assert.Equal(expected, OneRelay.Contains(source, target, port));

    [Theory]
    [InlineData("10.0.0.254", "198.51.100.7", true)]
    [InlineData("198.51.100.7", "10.0.0.254", true)]
    [InlineData("10.0.0.1", "198.51.100.7", false)]
    public void Contains_Pair_IsToldEitherWay(string left, string right, bool expected) => Assert.Equal(expected, OneRelay.Contains(left, right));

    [Fact]
    public void NeededFields_AreWhatTheQueryTellsRelaysBy() =>
        Assert.Subset(ConnectionQueries.Sides(["10.0.0.1"]).InputNames.ToHashSet(), RelayedServices.NeededFields.ToHashSet());
}
