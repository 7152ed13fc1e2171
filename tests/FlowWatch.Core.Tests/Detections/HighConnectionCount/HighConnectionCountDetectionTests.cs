using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections.HighConnectionCount;
using FlowWatch.Core.Findings;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Detections.HighConnectionCount;

public class HighConnectionCountDetectionTests
{
    private const string Host = "10.0.0.7";

    private static DetectionFixture Fixture => DetectionFixture.Of("HIGH_CONNECTION_COUNT");

    [Fact]
    public void Judge_AThousand_IsNothing() => Fixture.Given(Talk(Host, "10.0.1.5", 443, count: 1000)).ThenNothing();

    [Fact]
    public void Judge_OneMore_IsAFinding()
    {
        var finding = Fixture.Given(
            Talk(Host, "10.0.1.5", 443, count: 900),
            Talk(Host, "10.0.1.6", 8080, ConnectionOutcome.Refused, count: 101)).ThenOne(Severity.Medium);

        Assert.Equal("10.0.0.7 opened 1,001 connections to 2 addresses within 15 minutes, 900 of them to 10.0.1.5; 10 % came to nothing.", finding.Summary);
        Assert.Equal(["10.0.1.5", "10.0.1.6"], finding.Targets);
        Assert.Equal([new EvidencePort(443, "https", 900), new EvidencePort(8080, "http-alternate", 101)], finding.Evidence.TopPorts);
        Assert.Contains(new EvidenceCount("connections", 1001, "connections", 1000), finding.Evidence.Counts);
        Assert.Contains(new EvidenceCount("failed", 101, "connections"), finding.Evidence.Counts);
        Assert.Null(finding.Port);
    }

    [Fact]
    public void Judge_OneTarget_SaysAll() =>
        Assert.Contains("to 1 address within 15 minutes, all of them to 10.0.1.5;", Fixture.Given(Talk(Host, "10.0.1.5", 443, count: 1001)).ThenOne().Summary, StringComparison.Ordinal);

    [Theory]
    [InlineData((15 * 60) - 1, true)]
    [InlineData(15 * 60, false)]
    public void Judge_TwoHalves_MustLieInTheWindow(long seconds, bool found)
    {
        var fixture = Fixture.Given(Talk(Host, "10.0.1.5", 443, count: 500), Talk(Host, "10.0.1.5", 443, at: Noon + seconds, count: 501));

        if (found) fixture.ThenOne(Severity.Medium);
        else fixture.ThenNothing();
    }

    [Theory]
    [InlineData(10_000, Severity.Medium)]
    [InlineData(10_001, Severity.High)]
    public void Judge_TenTimesTheThreshold_IsHigh(long count, Severity severity) => Fixture.Given(Talk(Host, "10.0.1.5", 443, count: count)).ThenOne(severity);

    [Fact]
    public void Judge_SeenByTwoInterfaces_CountsOnce() => Fixture
        .Given(Talk(Host, "10.0.1.5", 443, count: 600), Talk(Host, "10.0.1.5", 443, count: 600) with { Interface = 2 })
        .ThenNothing();

    [Fact]
    public void Judge_Options_MoveThresholdAndWindow()
    {
        Conversation[] twice = [Talk(Host, "10.0.1.5", 443, count: 5), Talk(Host, "10.0.1.5", 443, at: Noon + 120, count: 5)];

        Fixture.Given(twice).With(options => options with { HighConnectionCount = new HighConnectionCountOptions { Connections = 9 } }).ThenOne();
        Fixture.Given(twice).With(options => options with { HighConnectionCount = new HighConnectionCountOptions { Connections = 10 } }).ThenNothing();
        Fixture.Given(twice).With(options => options with { HighConnectionCount = new HighConnectionCountOptions { Connections = 9, WindowMinutes = 2 } }).ThenNothing();
    }

    [Fact]
    public void Judge_WindowOfOneMinute_SaysOneMinute() => Assert.Contains(
        "within 1 minute,",
        Fixture.Given(Talk(Host, "10.0.1.5", 443, count: 5)).With(options => options with { HighConnectionCount = new HighConnectionCountOptions { Connections = 1, WindowMinutes = 1 } }).ThenOne().Summary,
        StringComparison.Ordinal);

    [Fact]
    public void Judge_ManyTargets_ListsFiveAndCountsAll()
    {
        var finding = Fixture.Given(Many(8, number => Talk(Host, $"10.0.1.{number}", 440 + number, count: 200 + number))).ThenOne();

        Assert.Equal(["10.0.1.7", "10.0.1.6", "10.0.1.5", "10.0.1.4", "10.0.1.3"], finding.Targets);
        Assert.Equal(8, finding.TargetCount);
        Assert.Equal([447, 446, 445, 444, 443], finding.Evidence.TopPorts.Select(port => port.Port));
        Assert.Equal(finding.Targets, finding.Evidence.TopPeers.Select(peer => peer.Address));
    }

    [Fact]
    public void Judge_GuessedSource_StillCountsAndSaysSo()
    {
        var finding = Fixture.Given(Talk(Host, "10.0.1.5", 40000, count: 1001) with { Certainty = Certainty.Guess, OpenedBy = OpenerEvidence.LowerPort }).ThenOne(Severity.Medium);

        Assert.Equal(Certainty.Guess, finding.Certainty);
        Assert.Contains("Who opened the connections is a guess: told by nothing but the lower port, taken for the service.", finding.Evidence.Notes);
    }

    [Fact]
    public void Judge_ThroughARelay_BlamesTheHostBehindAndSaysSo()
    {
        var finding = Fixture
            .Given(Talk(Host, "198.51.100.7", 443, count: 1001) with { Relay = "10.0.0.254" }, Talk("10.0.0.254", "198.51.100.7", 443, count: 1001))
            .GivenRelays(Relayed(("10.0.0.254", "198.51.100.7", 443)))
            .ThenOne();

        Assert.Equal(Host, finding.Source);
        Assert.Contains("Also recorded passing through 10.0.0.254; counted once and blamed on the host behind.", finding.Evidence.Notes);
    }

    [Fact]
    public void Judge_Fields_SaysWhichWereMissing()
    {
        Assert.Equal(["tcp-flags", "pkt-srcaddr", "pkt-dstaddr"], Fixture.Given(Talk(Host, "10.0.1.5", 443, count: 1001)).ThenOne().Evidence.MissingFields);
        Assert.Empty(Fixture.Given(Talk(Host, "10.0.1.5", 443, count: 1001)).WithFields(ConnectionQueries.HelpfulFields).ThenOne().Evidence.MissingFields);
    }
}
