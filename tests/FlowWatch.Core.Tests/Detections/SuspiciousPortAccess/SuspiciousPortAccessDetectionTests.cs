using System.Net;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections.SuspiciousPortAccess;
using FlowWatch.Core.Findings;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Detections.SuspiciousPortAccess;

public class SuspiciousPortAccessDetectionTests
{
    private const string Stranger = "203.0.113.9";
    private const string Host = "10.0.1.5";

    private static DetectionFixture Fixture => DetectionFixture.Of("SUSPICIOUS_PORT_ACCESS");

    [Theory]
    [InlineData(22, true)]
    [InlineData(3389, true)]
    [InlineData(445, true)]
    [InlineData(23, false)]
    [InlineData(443, false)]
    [InlineData(0, false)]
    [InlineData(65535, false)]
    public void Judge_FromTheInternet_WatchesThreePorts(int port, bool found)
    {
        var fixture = Fixture.Given(Talk(Stranger, Host, port));

        if (found) Assert.Equal(port, fixture.ThenOne(Severity.High).Port);
        else fixture.ThenNothing();
    }

    [Theory]
    [InlineData(59, 19_999, Severity.High)]
    [InlineData(60, 19_999, Severity.Critical)]
    [InlineData(59, 20_000, Severity.Critical)]
    public void Judge_Answered_IsASessionByLengthOrSize(long seconds, long bytes, Severity severity) =>
        Fixture.Given(Talk(Stranger, Host, 22, seconds: seconds, bytes: bytes)).ThenOne(severity);

    [Fact]
    public void Judge_BareHandshake_IsMedium()
    {
        var finding = Fixture.Given(Talk(Stranger, Host, 22, ConnectionOutcome.Empty, bytes: 160)).ThenOne(Severity.Medium);

        Assert.Equal("Public address 203.0.113.9 reached port 22 (ssh) of 10.0.1.5: 1 connection accepted without payload.", finding.Summary);
    }

    [Theory]
    [InlineData(ConnectionOutcome.Refused)]
    [InlineData(ConnectionOutcome.Unanswered)]
    [InlineData(ConnectionOutcome.Reset)]
    public void Judge_Failures_MakeAFindingFromTenOn(ConnectionOutcome outcome)
    {
        Fixture.Given(Many(9, number => Talk(Stranger, $"10.0.1.{number}", 22, outcome))).ThenNothing();
        var finding = Fixture.Given(Many(10, number => Talk(Stranger, $"10.0.1.{number}", 22, outcome))).ThenOne(Severity.Low);

        Assert.Equal("Public address 203.0.113.9 tried and failed to reach port 22 (ssh) of 10 addresses: 10 attempts, all failed.", finding.Summary);
        Assert.Contains(new EvidenceCount("failed", 10, "connections", 10), finding.Evidence.Counts);
    }

    [Fact]
    public void Judge_Session_SaysWhatItWas()
    {
        var finding = Fixture.Given(Talk(Stranger, Host, 3389, seconds: 600, bytes: 1_600_000)).ThenOne(Severity.Critical);

        Assert.Equal("Internet access to port 3389 (rdp)", finding.Title);
        Assert.Equal("Public address 203.0.113.9 had a session with port 3389 (rdp) of 10.0.1.5: 1 connection answered, the longest 600 s, the largest 1.6 MB.", finding.Summary);
        Assert.Equal("2026-01-05 12:00:00Z to 2026-01-05 12:10:01Z", finding.Window.ToString());
    }

    [Fact]
    public void Judge_TwoPorts_AreTwoFindings()
    {
        var findings = Fixture.Given(Talk(Stranger, Host, 3389, seconds: 600), Talk(Stranger, Host, 22)).WhenJudged();

        Assert.Equal(["22 High", "3389 Critical"], findings.Select(finding => $"{finding.Port} {finding.Severity}"));
        Assert.NotEqual(findings[0].Fingerprint, findings[1].Fingerprint);
    }

    [Theory]
    [InlineData(3389, 60, Severity.High)]
    [InlineData(3389, 59, Severity.Medium)]
    [InlineData(445, 60, Severity.High)]
    public void Judge_FromInsideToTheInternet_IsAFindingOnceAnswered(int port, long seconds, Severity severity)
    {
        var finding = Fixture.Given(Talk(Host, "198.51.100.7", port, seconds: seconds)).ThenOne(severity);

        Assert.Contains("on the internet reached from inside", finding.Title, StringComparison.Ordinal);
        Assert.StartsWith("Internal address 10.0.1.5 ", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_FromInside_LeavesTheRestAlone()
    {
        Fixture.Given(Talk(Host, "198.51.100.7", 22, seconds: 600)).ThenNothing();
        Fixture.Given(Talk(Host, "10.0.1.6", 3389, seconds: 600)).ThenNothing();
        Fixture.Given(Talk(Host, "198.51.100.7", 3389, ConnectionOutcome.Refused, count: 100)).ThenNothing();
        Fixture.Given(Talk(Host, "198.51.100.7", 3389, ConnectionOutcome.Empty, count: 100)).ThenNothing();
    }

    [Theory]
    [InlineData(Certainty.Guess, false)]
    [InlineData(Certainty.Likely, true)]
    [InlineData(Certainty.Certain, true)]
    public void Judge_Guess_IsLeftOut(Certainty certainty, bool found) =>
        Assert.Equal(found, Fixture.Given(Talk(Stranger, Host, 22, seconds: 600) with { Certainty = certainty }).WhenJudged().Count == 1);

    [Fact]
    public void Judge_Version6_IsToldInternalFromPublic()
    {
        Fixture.Given(Talk("2001:db8::9", "fd00::5", 22, seconds: 600)).ThenOne(Severity.Critical);
        Fixture.Given(Talk("fd00::9", "fd00::5", 22, seconds: 600)).ThenNothing();
        Fixture.Given(Talk("fe80::9", "fd00::5", 22, seconds: 600)).ThenNothing();
    }

    [Fact]
    public void Judge_OwnPublicRange_IsInternalOnceNamed()
    {
        var fixture = Fixture.Given(Talk(Stranger, Host, 22, seconds: 600)).With(options => options with
        {
            InternalNetworks = [.. options.InternalNetworks, IPNetwork.Parse("203.0.113.0/24")],
        });

        fixture.ThenNothing();
    }

    [Fact]
    public void Judge_Options_MoveEachThreshold()
    {
        Conversation[] talk = [Talk(Stranger, Host, 8022, seconds: 10, bytes: 500), Talk(Stranger, Host, 22, ConnectionOutcome.Refused, count: 3)];
        DetectionFixture With(SuspiciousPortAccessOptions changed) => Fixture.Given(talk).With(options => options with { SuspiciousPortAccess = changed });

        With(new()).ThenNothing();
        With(new() { FailedAttempts = 3 }).ThenOne(Severity.Low);
        With(new() { Ports = [8022] }).ThenOne(Severity.High);
        With(new() { Ports = [8022], SessionSeconds = 10 }).ThenOne(Severity.Critical);
        With(new() { Ports = [8022], SessionBytes = 500 }).ThenOne(Severity.Critical);
    }
}
