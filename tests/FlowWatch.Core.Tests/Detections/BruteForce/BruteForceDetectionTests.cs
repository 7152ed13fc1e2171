using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections.BruteForce;
using FlowWatch.Core.Findings;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Detections.BruteForce;

public class BruteForceDetectionTests
{
    private const string Stranger = "203.0.113.9";
    private const string Colleague = "10.0.9.9";
    private const string Host = "10.0.1.5";

    private static DetectionFixture Fixture => DetectionFixture.Of("BRUTE_FORCE");

    [Fact]
    public void Judge_Nineteen_IsNothing() => Fixture.Given(Talk(Stranger, Host, 22, count: 19)).ThenNothing();

    [Fact]
    public void Judge_TwentyAnswered_IsHigh()
    {
        var finding = Fixture.Given(Talk(Stranger, Host, 22, count: 20)).ThenOne(Severity.High);

        Assert.Equal("Login guessing", finding.Title);
        Assert.Equal("203.0.113.9 made 20 short connections to port 22 (ssh) of 10.0.1.5 within 60 minutes, 20 of them accepted.", finding.Summary);
        Assert.Equal(22, finding.Port);
        Assert.Contains(new EvidenceCount("attempts", 20, "connections", 20), finding.Evidence.Counts);
    }

    [Theory]
    [InlineData(ConnectionOutcome.Refused, Severity.Medium)]
    [InlineData(ConnectionOutcome.Unanswered, Severity.Medium)]
    [InlineData(ConnectionOutcome.Reset, Severity.High)]
    [InlineData(ConnectionOutcome.Empty, Severity.High)]
    public void Judge_Outcome_DecidesTheSeverity(ConnectionOutcome outcome, Severity severity) =>
        Fixture.Given(Talk(Stranger, Host, 3389, outcome, count: 20)).ThenOne(severity);

    [Theory]
    [InlineData(19, Severity.Medium)]
    [InlineData(20, Severity.High)]
    public void Judge_Accepted_MustReachTheThresholdToo(int accepted, Severity severity) => Fixture
        .Given(Talk(Stranger, Host, 22, count: accepted), Talk(Stranger, Host, 22, ConnectionOutcome.Refused, at: Noon + 60, count: 10))
        .ThenOne(severity);

    [Theory]
    [InlineData(3599, true)]
    [InlineData(3600, false)]
    public void Judge_FromTheInternet_MustLieInAnHour(long seconds, bool found)
    {
        var fixture = Fixture.Given(Talk(Stranger, Host, 22, count: 10), Talk(Stranger, Host, 22, at: Noon + seconds, count: 10));

        if (found) fixture.ThenOne(Severity.High);
        else fixture.ThenNothing();
    }

    [Theory]
    [InlineData(39, 0, false)]
    [InlineData(40, 0, true)]
    [InlineData(40, 599, true)]
    [InlineData(40, 600, false)]
    public void Judge_FromInside_TakesFortyInTenMinutes(int count, long seconds, bool found)
    {
        var fixture = Fixture.Given(Talk(Colleague, Host, 22, count: count / 2), Talk(Colleague, Host, 22, at: Noon + seconds, count: count - (count / 2)));

        if (found) Assert.Contains("within 10 minutes", fixture.ThenOne(Severity.High).Summary, StringComparison.Ordinal);
        else fixture.ThenNothing();
    }

    [Fact]
    public void Judge_FromInsideWithoutPayload_IsAHealthCheck() => Fixture.Given(Talk(Colleague, Host, 22, ConnectionOutcome.Empty, count: 400)).ThenNothing();

    [Fact]
    public void Judge_FromInsideToAnUnusualPort_IsNothing() => Fixture.Given(Talk(Colleague, Host, 20022, count: 400)).ThenNothing();

    [Theory]
    [InlineData(20022, 99, false)]
    [InlineData(20022, 100, true)]
    [InlineData(65535, 100, true)]
    [InlineData(443, 1000, false)]
    [InlineData(8443, 1000, false)]
    [InlineData(700, 1000, false)]
    [InlineData(0, 1000, false)]
    public void Judge_UnusualPort_NeedsAHundred(int port, int count, bool found)
    {
        var fixture = Fixture.Given(Talk(Stranger, Host, port, count: count));

        if (found) Assert.Equal("Repeated short connections to an unusual port", fixture.ThenOne(Severity.Medium).Title);
        else fixture.ThenNothing();
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Judge_UnusualPort_NeedsConnectionsThatAreAlike(int times, bool found)
    {
        // 99 small ones hardly move the mean of 1,000 bytes.
        var fixture = Fixture.Given(Talk(Stranger, Host, 20022, count: 990, bytes: 1000), Talk(Stranger, Host, 20022, at: Noon + 60, bytes: times * 1000));

        Assert.Equal(found, fixture.WhenJudged().Count == 1);
    }

    [Theory]
    [InlineData(119, 99_999, Severity.High)]
    [InlineData(120, 99_999, Severity.Critical)]
    [InlineData(119, 100_000, Severity.Critical)]
    public void Judge_SessionAfterwards_IsTheBreakIn(long seconds, long bytes, Severity severity)
    {
        var finding = Fixture.Given(Talk(Stranger, Host, 22, count: 30), Talk(Stranger, Host, 22, at: Noon + 7200, seconds: seconds, bytes: bytes)).ThenOne(severity);

        Assert.Equal(severity == Severity.Critical, finding.Title == "Login guessing, then a session");
        Assert.Equal(severity == Severity.Critical, finding.Summary.EndsWith("to 10.0.1.5 followed.", StringComparison.Ordinal));
        Assert.Equal(severity == Severity.Critical, finding.Evidence.Notes.Any(note => note.StartsWith("The session may be the break-in", StringComparison.Ordinal)));
    }

    [Fact]
    public void Judge_SessionBefore_IsNoBreakIn() => Fixture
        .Given(Talk(Stranger, Host, 22, at: Noon - 7200, seconds: 600, bytes: 1_000_000), Talk(Stranger, Host, 22, count: 30))
        .ThenOne(Severity.High);

    [Fact]
    public void Judge_SessionOnAnotherHost_IsNoBreakIn() => Fixture
        .Given(Talk(Stranger, Host, 22, count: 30), Talk(Stranger, "10.0.1.6", 22, at: Noon + 60, seconds: 600, bytes: 1_000_000))
        .ThenOne(Severity.High);

    [Fact]
    public void Judge_SeveralHosts_AreOneFindingPerPort()
    {
        var findings = Fixture.Given(
            Talk(Stranger, Host, 22, count: 20), Talk(Stranger, "10.0.1.6", 22, count: 30), Talk(Stranger, "10.0.1.7", 22, count: 19),
            Talk(Stranger, Host, 3389, count: 20)).WhenJudged();

        Assert.Equal([22, 3389], findings.Select(finding => finding.Port!.Value));
        Assert.Equal(
            "203.0.113.9 made 30 short connections to port 22 (ssh) of 10.0.1.6 within 60 minutes, 30 of them accepted, and did the same to 1 other host.",
            findings[0].Summary);
        Assert.Equal(["10.0.1.6", Host], findings[0].Targets);
    }

    [Fact]
    public void Judge_LongOrLargeConnections_AreNoAttempts()
    {
        Fixture.Given(Talk(Stranger, Host, 22, count: 100, seconds: 61)).ThenNothing();
        Fixture.Given(Talk(Stranger, Host, 22, count: 100, bytes: 20_001)).ThenNothing();
        Fixture.Given(Talk(Stranger, Host, 22, count: 100, seconds: 60, bytes: 20_000)).ThenOne();
    }

    [Fact]
    public void Judge_OtherProtocol_IsNothing() => Fixture.Given(Talk(Stranger, Host, 3389, count: 100, protocol: 17)).ThenNothing();

    [Theory]
    [InlineData(Certainty.Guess, false)]
    [InlineData(Certainty.Likely, true)]
    public void Judge_Guess_IsLeftOut(Certainty certainty, bool found) =>
        Assert.Equal(found, Fixture.Given(Talk(Stranger, Host, 22, count: 100) with { Certainty = certainty }).WhenJudged().Count == 1);

    [Fact]
    public void Judge_Options_MoveEachThreshold()
    {
        DetectionFixture With(BruteForceOptions changed, params Conversation[] talk) => Fixture.Given(talk).With(options => options with { BruteForce = changed });

        With(new() { Attempts = 5 }, Talk(Stranger, Host, 22, count: 5)).ThenOne();
        With(new() { Attempts = 6 }, Talk(Stranger, Host, 22, count: 5)).ThenNothing();
        With(new() { InternalAttempts = 5 }, Talk(Colleague, Host, 22, count: 5)).ThenOne();
        With(new() { UnusualPortAttempts = 5 }, Talk(Stranger, Host, 20022, count: 5)).ThenOne(Severity.Medium);
        With(new() { Ports = [20022] }, Talk(Stranger, Host, 20022, count: 20)).ThenOne(Severity.High);
        With(new() { Ports = [20022] }, Talk(Stranger, Host, 22, count: 20)).ThenNothing();
        With(new() { SessionSeconds = 3 }, Talk(Stranger, Host, 22, count: 20)).ThenOne(Severity.Critical);
        With(new() { SessionBytes = 6000 }, Talk(Stranger, Host, 22, count: 20)).ThenOne(Severity.Critical);
    }

    [Fact]
    public void Attempt_Options_AreInTheQuery() => Assert.Equal(
        "(((protocol = 6) and (duration <= 30)) and (size <= 500))",
        BruteForceDetection.Attempt(new BruteForceOptions { ShortSeconds = 30, ShortBytes = 500 }).ToString());
}
