using System.Net;
using FlowWatch.Local.Alerts;

namespace FlowWatch.Local.Tests.Alerts;

public class CallableAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8", true, true)]
    [InlineData("2606:4700::1111", true, true)]
    [InlineData("::ffff:8.8.8.8", true, true)]
    [InlineData("64:ff9b::8.8.8.8", true, true)]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("127.255.255.255", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("10.1.2.3", false, true)]
    [InlineData("172.31.255.255", false, true)]
    [InlineData("172.32.0.1", true, true)]
    [InlineData("192.168.0.1", false, true)]
    [InlineData("100.64.0.1", false, true)]
    [InlineData("fd12:3456::1", false, true)]
    [InlineData("::ffff:10.0.0.1", false, true)]
    [InlineData("64:ff9b::10.0.0.1", false, true)]
    [InlineData("2002:a00:1::", false, true)]
    [InlineData("::127.0.0.1", false, true)]
    [InlineData("169.254.169.254", false, false)]
    [InlineData("::ffff:169.254.169.254", false, false)]
    [InlineData("64:ff9b::169.254.169.254", false, false)]
    [InlineData("fd00:ec2::254", false, false)]
    [InlineData("168.63.129.16", false, false)]
    [InlineData("100.100.100.200", false, false)]
    [InlineData("fe80::1", false, false)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("::", false, false)]
    [InlineData("224.0.0.1", false, false)]
    [InlineData("255.255.255.255", false, false)]
    [InlineData("ff02::1", false, false)]
    [InlineData("203.0.113.9", false, false)]
    [InlineData("2001:db8::1", false, false)]
    public void MayCall_AnAddress_DependsOnWhatItIsFor(string address, bool usually, bool whenPrivateIsAllowed)
    {
        Assert.Equal(usually, CallableAddresses.MayCall(IPAddress.Parse(address), allowPrivate: false));
        Assert.Equal(whenPrivateIsAllowed, CallableAddresses.MayCall(IPAddress.Parse(address), allowPrivate: true));
    }
}
