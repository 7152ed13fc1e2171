using FlowWatch.Core.Connections;

namespace FlowWatch.Core.Tests.Connections;

public class ServicePortsTests
{
    [Theory]
    [InlineData(22, "ssh", "22 (ssh)")]
    [InlineData(3389, "rdp", "3389 (rdp)")]
    [InlineData(445, "smb", "445 (smb)")]
    [InlineData(0, null, "0")]
    [InlineData(65535, null, "65535")]
    [InlineData(65536, null, "65536")]
    [InlineData(-1, null, "-1")]
    [InlineData(long.MaxValue, null, "9223372036854775807")]
    public void NameOf_Port_IsItsUsualService(long port, string? name, string described)
    {
        Assert.Equal(name, ServicePorts.NameOf(port));
        Assert.Equal(described, ServicePorts.Describe(port));
    }

    [Fact]
    public void Registered_Ports_AreUnprivilegedNamedAndBelowTheEphemeralRange()
    {
        Assert.Equal(ServicePorts.Registered.Order().Distinct(), ServicePorts.Registered);
        Assert.All(ServicePorts.Registered, port => Assert.InRange(port, ServicePorts.FirstUnprivileged, ServicePorts.FirstEphemeral - 1));
        Assert.All(ServicePorts.Registered, port => Assert.NotNull(ServicePorts.NameOf(port)));
    }
}
