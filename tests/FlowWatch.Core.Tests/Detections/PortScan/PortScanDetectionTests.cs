using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections.PortScan;
using FlowWatch.Core.Findings;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Detections.PortScan;

public class PortScanDetectionTests
{
    private const string Stranger = "203.0.113.9";
    private const string Inside = "10.0.3.3";
    private const string Host = "10.0.1.5";

    private static DetectionFixture Fixture => DetectionFixture.Of("PORT_SCAN");

    [Fact]
    public void Judge_FiftyPortsOfOneHost_IsNothing() => Fixture.Given(Many(50, number => Talk(Stranger, Host, 8000 + number))).ThenNothing();

    [Fact]
    public void Judge_FiftyOnePortsOfOneHost_IsCriticalWhateverCameOfIt()
    {
        var finding = Fixture.Given(Many(51, number => Talk(Stranger, Host, 8000 + number))).ThenOne(Severity.Critical);

        Assert.Equal("Vertical port scan", finding.Title);
        Assert.Equal("203.0.113.9 tried 51 ports of 10.0.1.5 within 10 minutes; 0 % of the services it tried were refused, unanswered or reset.", finding.Summary);
        Assert.Contains(new EvidenceCount("portsOfOneTarget", 51, "ports", 50), finding.Evidence.Counts);
        Assert.Contains(new EvidenceCount("servicesTried", 51, "services"), finding.Evidence.Counts);
        Assert.Equal(FindingEvidence.MaximumListed, finding.Evidence.TopPorts.Count);
        Assert.Contains(finding.Evidence.Notes, note => note.StartsWith("Services that answered: 10.0.1.5 port 8000 (http-alternate), ", StringComparison.Ordinal) && note.EndsWith(" and more.", StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_FiftyOnePortsOverHosts_IsCritical()
    {
        var finding = Fixture.Given(Many(51, number => Talk(Stranger, $"10.0.1.{number}", 8000 + number))).ThenOne(Severity.Critical);

        Assert.Equal("Port scan spread over targets", finding.Title);
        Assert.Equal(51, finding.TargetCount);
        Assert.Equal(FindingEvidence.MaximumListed, finding.Targets.Count);
    }

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    public void Judge_ManyPorts_MustLieInTenMinutes(long seconds, bool found)
    {
        var fixture = Fixture.Given(Many(50, number => Talk(Stranger, Host, 8000 + number)).Append(Talk(Stranger, Host, 9999, at: Noon + seconds)));

        if (found) fixture.ThenOne(Severity.Critical);
        else fixture.ThenNothing();
    }

    [Fact]
    public void Judge_SamePortAgainAndAgain_IsOnePort() => Fixture.Given(Many(500, number => Talk(Stranger, Host, 8000, at: Noon + number))).ThenNothing();

    [Theory]
    [InlineData(9, Certainty.Certain, null)]
    [InlineData(10, Certainty.Certain, Severity.Medium)]
    [InlineData(10, Certainty.Likely, Severity.Low)]
    public void Judge_FailedPortsOfOneHost_FireFromTenOn(int ports, Certainty certainty, Severity? severity)
    {
        var fixture = Fixture.Given(Many(ports, number => Talk(Stranger, Host, 8000 + number, ConnectionOutcome.Refused) with { Certainty = certainty }));

        if (severity is null) fixture.ThenNothing();
        else Assert.Equal("Vertical port scan, mostly failed", fixture.ThenOne(severity.Value).Title);
    }

    [Fact]
    public void Judge_FailedPortsFromInside_AreWorse() => Fixture
        .Given(Many(10, number => Talk(Inside, Host, 8000 + number, ConnectionOutcome.Reset) with { Certainty = Certainty.Likely }))
        .ThenOne(Severity.Medium);

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Judge_FailedPorts_MustBeHalfOfWhatWasTried(int answered, bool found)
    {
        var fixture = Fixture.Given(
            [.. Many(10, number => Talk(Stranger, Host, 8000 + number, ConnectionOutcome.Refused)), .. Many(answered, number => Talk(Stranger, Host, 9000 + number))]);

        Assert.Equal(found, fixture.WhenJudged().Count == 1);
    }

    [Theory]
    [InlineData(3599, true)]
    [InlineData(3600, false)]
    public void Judge_FailedPorts_MustLieInAnHour(long seconds, bool found)
    {
        var fixture = Fixture.Given(
            Many(9, number => Talk(Stranger, Host, 8000 + number, ConnectionOutcome.Refused)).Append(Talk(Stranger, Host, 9999, ConnectionOutcome.Refused, at: Noon + seconds)));

        Assert.Equal(found, fixture.WhenJudged().Count == 1);
    }

    [Fact]
    public void Judge_PortThatAnsweredOnce_DidNotFail()
    {
        Conversation[] refused = [.. Many(10, number => Talk(Stranger, Host, 8000 + number, ConnectionOutcome.Refused))];

        Fixture.Given([.. refused, Talk(Stranger, Host, 8003, at: Noon + 86_400)]).ThenNothing();
    }

    [Theory]
    [InlineData(14, null)]
    [InlineData(15, Severity.Medium)]
    public void Judge_SystemPortsOfOneHost_FireFromFifteenOn(int ports, Severity? severity)
    {
        var fixture = Fixture.Given(Many(ports, number => Talk(Stranger, Host, 1 + number)));

        if (severity is null) fixture.ThenNothing();
        else Assert.Equal("Scan of system ports", fixture.ThenOne(severity.Value).Title);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1009, true)]
    [InlineData(1010, false)]
    public void Judge_SystemPorts_AreOneToThousandTwentyThree(int first, bool found) =>
        Assert.Equal(found, Fixture.Given(Many(15, number => Talk(Stranger, Host, first + number))).WhenJudged().Count == 1);

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Judge_SystemPortsInUse_AreNoScan(int times, bool found) =>
        Assert.Equal(found, Fixture.Given(Many(15, number => Talk(Stranger, Host, 1 + number, count: times))).WhenJudged().Count == 1);

    [Theory]
    [InlineData(Stranger, 19, null)]
    [InlineData(Stranger, 20, Severity.Medium)]
    [InlineData(Stranger, 39, Severity.Medium)]
    [InlineData(Stranger, 40, Severity.High)]
    [InlineData(Inside, 20, Severity.High)]
    public void Judge_OnePortOfManyHosts_IsASweepFromTwentyOn(string source, int hosts, Severity? severity)
    {
        var fixture = Fixture.With(options => options with { PortScan = options.PortScan with { SlowFailedServices = 1000 } })
            .Given(Many(hosts, number => Talk(source, $"10.0.1.{number}", 445, ConnectionOutcome.Unanswered)));

        if (severity is null)
        {
            fixture.ThenNothing();
            return;
        }

        var finding = fixture.ThenOne(severity.Value);
        Assert.Equal("Host sweep", finding.Title);
        Assert.StartsWith($"{source} tried port 445 (smb) of {hosts} hosts within an hour, {hosts} of which never answered;", finding.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, 13, false)]
    [InlineData(8, 12, true)]
    [InlineData(8, 16, true)]
    [InlineData(8, 17, false)]
    public void Judge_Sweep_NeedsEightAndAThirdWithoutAnswer(int failed, int answered, bool found)
    {
        var fixture = Fixture.Given(
            [.. Many(failed, number => Talk(Stranger, $"10.0.1.{number}", 443, ConnectionOutcome.Refused)), .. Many(answered, number => Talk(Stranger, $"10.0.2.{number}", 443))]);

        Assert.Equal(found, fixture.WhenJudged().Count == 1);
    }

    [Fact]
    public void Judge_UnansweredUdp_ProvesNoSweep()
    {
        Fixture.Given(Many(40, number => Talk(Inside, $"10.0.1.{number}", 123, ConnectionOutcome.Unanswered, protocol: 17))).ThenNothing();
        Assert.Equal("Host sweep", Fixture.Given(Many(40, number => Talk(Inside, $"10.0.1.{number}", 123, ConnectionOutcome.Refused, protocol: 17))).ThenOne().Title);
    }

    [Fact]
    public void Judge_Traceroute_FailsOnPurpose() => Fixture
        .Given(Many(30, number => Talk(Inside, Host, 33434 + number, ConnectionOutcome.Unanswered, protocol: 17)))
        .ThenNothing();

    [Fact]
    public void Judge_Ping_IsSpokenOfWithoutAPort()
    {
        var summary = Fixture.Given(Many(40, number => Talk(Inside, $"10.0.1.{number}", 0, ConnectionOutcome.Unanswered, protocol: 1))).ThenOne().Summary;

        Assert.StartsWith("10.0.3.3 pinged 40 hosts within an hour, 40 of which never answered;", summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Stranger, 24, null)]
    [InlineData(Stranger, 25, Severity.Low)]
    [InlineData(Inside, 25, Severity.Medium)]
    public void Judge_SlowFailures_FireFromTwentyFiveServicesOn(string source, int services, Severity? severity)
    {
        var fixture = Fixture.Given(Many(services, number => Talk(source, $"10.0.1.{number}", 7000 + number, ConnectionOutcome.Refused, at: Noon + (number * 3000))));

        if (severity is null) fixture.ThenNothing();
        else Assert.Equal("Slow scan", fixture.ThenOne(severity.Value).Title);
    }

    [Theory]
    [InlineData((24 * 3600) - 1, true)]
    [InlineData(24 * 3600, false)]
    public void Judge_SlowScan_IsRememberedForADay(long seconds, bool found)
    {
        var fixture = Fixture.Given(
            Many(24, number => Talk(Stranger, $"10.0.1.{number}", 7000 + number, ConnectionOutcome.Refused, at: Noon + (number * 3000)))
                .Append(Talk(Stranger, "10.0.2.1", 9999, ConnectionOutcome.Refused, at: Noon + seconds)));

        Assert.Equal(found, fixture.WhenJudged().Count == 1);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void Judge_SlowScan_MustFailFourTimesInFive(int answered, bool found)
    {
        var fixture = Fixture.Given(
            [
                .. Many(32, number => Talk(Stranger, $"10.0.1.{number}", 7000 + number, ConnectionOutcome.Refused, at: Noon + (number * 2000))),
                .. Many(answered, number => Talk(Stranger, $"10.0.2.{number}", 7000 + number, at: Noon + (number * 2000))),
            ]);

        Assert.Equal(found, fixture.WhenJudged().Count == 1);
    }

    [Fact]
    public void Judge_SeveralSigns_MakeOneFindingNamedAfterTheStrongest()
    {
        var finding = Fixture.Given(Many(60, number => Talk(Stranger, Host, 1 + number, ConnectionOutcome.Refused))).ThenOne(Severity.Critical);

        Assert.Equal("Vertical port scan", finding.Title);
        Assert.Equal("203.0.113.9 tried 60 ports of 10.0.1.5 within 10 minutes; 100 % of the services it tried were refused, unanswered or reset.", finding.Summary);
        Assert.Equal(
            ["Also: failed on 60 ports of 10.0.1.5 within an hour.", "Also: tried 60 different system ports of 10.0.1.5 within an hour.", "Also: failed on 60 services of 1 address over 1 minute."],
            finding.Evidence.Notes.Where(note => note.StartsWith("Also: ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Certainty.Guess, false)]
    [InlineData(Certainty.Likely, true)]
    public void Judge_Guess_IsLeftOut(Certainty certainty, bool found) =>
        Assert.Equal(found, Fixture.Given(Many(60, number => Talk(Stranger, Host, 8000 + number) with { Certainty = certainty })).WhenJudged().Count == 1);

    [Fact]
    public void Judge_Options_MoveEachThreshold()
    {
        Conversation[] vertical = [.. Many(5, number => Talk(Stranger, Host, 8000 + number, ConnectionOutcome.Refused, at: Noon + (number * 60)))];
        Conversation[] sweep = [.. Many(5, number => Talk(Stranger, $"10.0.1.{number}", 445, ConnectionOutcome.Refused, at: Noon + (number * 60)))];
        Conversation[] system = [.. Many(5, number => Talk(Stranger, Host, 20 + number))];
        string? Title(Conversation[] given, PortScanOptions changed) =>
            Fixture.Given(given).With(options => options with { PortScan = changed }).WhenJudged().SingleOrDefault()?.Title;

        Assert.Null(Title(vertical, new()));
        Assert.Equal("Vertical port scan", Title(vertical, new() { DistinctPorts = 4 }));
        Assert.Null(Title(vertical, new() { DistinctPorts = 4, WindowMinutes = 4 }));
        Assert.Equal("Vertical port scan, mostly failed", Title(vertical, new() { FailedPorts = 5 }));
        Assert.Equal("Slow scan", Title(vertical, new() { SlowFailedServices = 5 }));
        Assert.Equal("Scan of system ports", Title(system, new() { SystemPorts = 5 }));
        Assert.Null(Title(sweep, new() { SweepHosts = 5 }));
        Assert.Equal("Host sweep", Title(sweep, new() { SweepHosts = 5, SweepFailedHosts = 5 }));
    }
}
