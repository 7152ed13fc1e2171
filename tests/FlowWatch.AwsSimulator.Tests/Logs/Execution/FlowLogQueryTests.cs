namespace FlowWatch.AwsSimulator.Tests.Logs.Execution;

/// <summary>AWS's sample queries for VPC flow logs, and which fields flow logs have.</summary>
public class FlowLogQueryTests
{
    private static readonly string[] Lines =
    [
        InsightsQuery.Record("192.0.2.1", "10.0.0.1", "40000", "22", packets: "10", bytes: "1000", action: "REJECT"),
        InsightsQuery.Record("192.0.2.1", "10.0.0.1", "40001", "23", packets: "20", bytes: "2000", action: "REJECT"),
        InsightsQuery.Record("192.0.2.2", "10.0.0.1", "40002", "53", "17", packets: "1", bytes: "60"),
        InsightsQuery.Record("198.51.100.1", "10.0.0.2", "443", "40003", packets: "300", bytes: "90000"),
        InsightsQuery.Record("-", "-", "-", "-", "-", "-", "-", action: "-", status: "NODATA"),
        InsightsQuery.Record("-", "-", "-", "-", "-", "-", "-", action: "-", status: "SKIPDATA"),
        InsightsQuery.Record("2001:db8::1", "2001:db8::2", "50000", "443", packets: "5", bytes: "500"),
    ];

    [Fact]
    public void PacketTransfersAcrossHosts() => Assert.Equal(
        ["198.51.100.1>10.0.0.2=300", "192.0.2.1>10.0.0.1=30", "2001:db8::1>2001:db8::2=5", "192.0.2.2>10.0.0.1=1", "->-="],
        InsightsQuery.Rows("stats sum(packets) as packetsTransferred by srcAddr, dstAddr\n| sort packetsTransferred  desc\n| limit 15", Lines)
            .Select(row => $"{row["srcAddr"]}>{row["dstAddr"]}={row.GetValueOrDefault("packetsTransferred")}"));

    [Fact]
    public void ByteTransfersForHostsOnASubnet() => Assert.Equal(
        ["10.0.0.1=3060"],
        InsightsQuery.Rows("filter isIpv4InSubnet(srcAddr, \"192.0.2.0/24\")\n| stats sum(bytes) as bytesTransferred by dstAddr\n| sort bytesTransferred desc\n| limit 15", Lines)
            .Select(row => $"{row["dstAddr"]}={row["bytesTransferred"]}"));

    [Fact]
    public void AddressesThatUseUdp() => Assert.Equal(
        ["192.0.2.2=1"],
        InsightsQuery.Rows("filter protocol=17 | stats count(*) by srcAddr", Lines).Select(row => $"{row["srcAddr"]}={row["count(*)"]}"));

    [Fact]
    public void AddressesWithMostRejections() => Assert.Equal(
        ["192.0.2.1=2"],
        InsightsQuery.Rows("filter action=\"REJECT\"\n| stats count(*) as numRejections by srcAddr\n| sort numRejections desc | limit 20", Lines)
            .Select(row => $"{row["srcAddr"]}={row["numRejections"]}"));

    [Fact]
    public void SkippedRecordsByHour() => Assert.Equal(
        ["2026-01-02 03:00:00.000=1"],
        InsightsQuery.Rows("filter logStatus=\"SKIPDATA\"\n| stats count(*) by bin(1h) as t\n| sort t", Lines).Select(row => $"{row["t"]}={row["count(*)"]}"));

    [Fact]
    public void AverageSmallestAndLargestTransfers() => Assert.Equal(
        ["1500/1000/2000"],
        InsightsQuery.Rows("stats avg(bytes), min(bytes), max(bytes) by srcAddr, dstAddr | filter srcAddr = \"192.0.2.1\"", Lines)
            .Select(row => $"{row["avg(bytes)"]}/{row["min(bytes)"]}/{row["max(bytes)"]}"));

    [Fact]
    public void OneRecordPerConnection() => Assert.Equal(
        2,
        InsightsQuery.Rows(
            "fields @timestamp, srcAddr, dstAddr, srcPort, dstPort, protocol, bytes \n| filter logStream = 'vpc-flow-logs' or interfaceId = 'eni-0a1b2c3d4e5f60718' \n"
            + "| sort @timestamp desc \n| dedup srcAddr, dstAddr, srcPort, dstPort, protocol \n| limit 2", [.. Lines, .. Lines]).Count);

    [Fact]
    public void InterfaceByRegularExpression() => Assert.Equal(
        "eni-0a1b2c3d4e5f60718",
        InsightsQuery.Rows("parse @message /(?<NetworkInterface>eni-.*?) / | display NetworkInterface, @message", Lines)[0]["NetworkInterface"]);

    [Fact]
    public void RejectionsCountedByCondition() => Assert.Equal(
        ["192.0.2.1=2/2", "192.0.2.2=0/1"],
        InsightsQuery.Rows("filter srcAddr like /^192\\.0\\.2\\./ | stats sum(action = \"REJECT\") as refused, count(*) as n by srcAddr | sort srcAddr", Lines)
            .Select(row => $"{row["srcAddr"]}={row["refused"]}/{row["n"]}"));

    [Fact]
    public void DefaultFormat_AllFourteenFields_AreDiscovered()
    {
        var row = Assert.Single(InsightsQuery.Rows(
            "fields version, accountId, interfaceId, srcAddr, dstAddr, srcPort, dstPort, protocol, packets, bytes, start, end, action, logStatus", Lines[0]));

        Assert.Equal(Lines[0], string.Join(' ', row.Values));
    }

    [Fact]
    public void DefaultFormat_NamesInTheSpellingOfTheFormat_MatchNothing() =>
        Assert.Empty(Assert.Single(InsightsQuery.Rows("fields srcaddr, dstaddr, `interface-id`, SrcAddr", Lines[0])));

    [Theory]
    [InlineData("3 111122223333 eni-1 10.0.0.1 10.0.0.2 1 2 6 10 840 100 160 ACCEPT OK")]
    [InlineData("2 111122223333 eni-1 10.0.0.1 10.0.0.2 1 2 6 10 840 100 160 ACCEPT OK vpc-1")]
    [InlineData("2 111122223333 eni-1 10.0.0.1 10.0.0.2 1 2 6 10 840 100 160 ACCEPT")]
    [InlineData("2 111122223333 eni-1 10.0.0.1 10.0.0.2 1 2 6 10 840 ACCEPT OK 100 160")]
    [InlineData("2 eni-1 111122223333 10.0.0.1 10.0.0.2 1 2 6 10 840 100 160 ACCEPT OK")]
    [InlineData("2 111122223333 eni-1 10.0.0.1  10.0.0.2 1 2 6 10 840 100 160 ACCEPT OK")]
    [InlineData("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status")]
    [InlineData("")]
    public void OtherLines_DiscoverNothing(string line) =>
        Assert.Equal("0", InsightsQuery.Value("ispresent(version) or ispresent(srcAddr) or ispresent(action)", line));

    [Fact]
    public void LogGroupOfAnotherClass_DiscoversNothing()
    {
        var outcome = InsightsQuery.Run("stats count(srcAddr) as found, count(*) as n", Lines, discovers: false);

        Assert.Equal([("found", "0"), ("n", "7")], Assert.Single(outcome.Rows).Select(field => (field.Field, field.Value)));
    }

    [Fact]
    public void CustomFormat_IsReadByParse()
    {
        var row = Assert.Single(InsightsQuery.Rows(
            "parse @message \"* * * * * * *\" as srcaddr, dstaddr, srcport, dstport, protocol, tcp_flags, rest\n| filter action != \"OK\" or tcp_flags = 2\n"
            + "| stats sum(tcp_flags = 2) as syns by srcaddr", "10.0.0.1 10.0.0.2 40000 22 6 2 ACCEPT vpc-1"));

        Assert.Equal(("10.0.0.1", "1"), (row["srcaddr"], row["syns"]));
    }
}
