using CsCheck;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Detections;

/// <summary>What holds for every detection, whatever the traffic.</summary>
public class DetectionPropertyTests
{
    // Small thresholds make small traffic interesting.
    private static readonly DetectionOptions Touchy = new()
    {
        HighTrafficVolume = new() { Bytes = 500, WindowMinutes = 10 },
        HighConnectionCount = new() { Connections = 6, WindowMinutes = 5 },
        PortScan = new() { DistinctPorts = 3, FailedPorts = 2, SystemPorts = 3, SweepHosts = 2, SweepFailedHosts = 1, SlowFailedServices = 3 },
        SuspiciousPortAccess = new() { FailedAttempts = 3 },
        BruteForce = new() { Attempts = 4, InternalAttempts = 4, UnusualPortAttempts = 5 },
    };

    private static readonly Gen<Conversation> Conversations =
        from source in Gen.OneOf("203.0.113.9", "10.0.0.7", "2001:db8::9")
        from target in Gen.OneOf("10.0.1.5", "10.0.1.6", "198.51.100.7", "fd00::5")
        from port in Gen.OneOf(0, 21, 22, 23, 53, 445, 3389, 20022, 65535)
        from protocol in Gen.OneOf(6, 6, 6, 17, 1)
        from outcome in Gen.Enum<ConnectionOutcome>()
        from minute in Gen.Long[0, 120]
        from count in Gen.Long[1, 6]
        from bytes in Gen.OneOf(40L, 6000L, 200_000L)
        from seconds in Gen.OneOf(0L, 3L, 600L)
        from certainty in Gen.Enum<Certainty>()
        from networkInterface in Gen.Long[1, 2]
        select Talk(source, target, port, outcome, Noon + (minute * 60), count, bytes, seconds, protocol) with { Certainty = certainty, Interface = networkInterface };

    private static readonly Gen<FlowRow> SentRows =
        from a in Gen.OneOf("10.0.0.7", "2001:db8::9")
        from b in Gen.OneOf("203.0.113.9", "198.51.100.7")
        from slot in Gen.Long[0, 6]
        from out_ in Gen.Long[0, 400]
        from back in Gen.Long[0, 400]
        from networkInterface in Gen.Long[1, 2]
        select Sent(a, b, (Noon / ConnectionQueries.SlotSeconds) + slot, out_, back, aLater: [out_ / 3, out_ / 4], networkInterface: networkInterface);

    // One row per service and minute on an interface, as the query gives them.
    private static readonly Gen<(Conversation[] Conversations, FlowRow[] Sent)> Inputs = Gen.Select(
        Conversations.Array[0, 40].Select(all => all.DistinctBy(one => (one.Interface, one.Source, one.Target, one.Port, one.Protocol, one.Opened)).ToArray()),
        SentRows.Array[0, 10]);

    [Fact]
    public void Judge_AnyOrder_GivesTheSameFindings()
    {
        var reordered =
            from input in Inputs
            from conversations in Gen.Shuffle(input.Conversations)
            from sent in Gen.Shuffle(input.Sent)
            select (input, conversations, sent);

        reordered.Sample((input, conversations, sent) => Assert.Equal(Judged(input.Conversations, input.Sent), Judged(conversations, sent)));
    }

    [Fact]
    public void Judge_ShiftedInTime_GivesTheSameFindingsThen() => Gen.Select(Inputs, Gen.Long[-5000, 50_000]).Sample((input, slots) =>
    {
        var shift = slots * ConnectionQueries.SlotSeconds;
        var shifted = input.Conversations.Select(one => one with { Opened = one.Opened + shift, Closed = one.Closed + shift }).ToArray();
        var sent = input.Sent.Select(row => Shift(row, slots)).ToArray();

        Assert.Equal(
            Judged(input.Conversations, input.Sent),
            Judged(shifted, sent, finding => finding with { Window = new TimeWindow(finding.Window.From.AddSeconds(-shift), finding.Window.To.AddSeconds(-shift)) }));
    });

    [Fact]
    public void Judge_UnrelatedSources_ChangeNothing() => Gen.Select(Inputs, Inputs).Sample((input, other) =>
    {
        var others = other.Conversations.Select(one => one with { Source = one.Source.Contains(':', StringComparison.Ordinal) ? "2001:db8::77" : "192.0.2.77" });
        var strangers = other.Sent.Select(row => Sent("10.9.9.8", "10.9.9.9", row.NumberOrZero("slot"), row.NumberOrZero("a-bytes"), row.NumberOrZero("b-bytes")));

        Assert.Equal(
            Judged(input.Conversations, input.Sent),
            Judged([.. input.Conversations, .. others], [.. input.Sent, .. strangers])
                .Where(text => !text.Contains("192.0.2.77", StringComparison.Ordinal) && !text.Contains("2001:db8::77", StringComparison.Ordinal) && !text.Contains("10.9.9.", StringComparison.Ordinal)));
    });

    [Fact]
    public void Judge_MoreOfTheSame_KeepsTheFingerprints() => Inputs.Sample(input =>
    {
        var more = input.Conversations.Select(one => one with
        {
            Connections = one.Connections * 2, Refused = one.Refused * 2, Unanswered = one.Unanswered * 2, Reset = one.Reset * 2, Empty = one.Empty * 2,
            Attempts = one.Attempts * 2, AnsweredAttempts = one.AnsweredAttempts * 2, AttemptBytes = one.AttemptBytes * 2, Bytes = one.Bytes * 2,
        });

        // Twice the connections to a service is use, not trying out: only the weak sign for system ports may go.
        var options = Touchy with { PortScan = Touchy.PortScan with { SystemPorts = 1000 } };
        Assert.Subset(
            Findings([.. more], input.Sent, options).Select(finding => finding.Fingerprint).ToHashSet(),
            Findings(input.Conversations, input.Sent, options).Select(finding => finding.Fingerprint).ToHashSet());
    });

    [Fact]
    public void Judge_AnyTraffic_GivesWellFormedFindings() => Inputs.Sample(input =>
    {
        var findings = Findings(input.Conversations, input.Sent, Touchy);

        Assert.Equal(findings.Count, findings.Select(finding => finding.Fingerprint).Distinct().Count());
        Assert.All(findings, WellFormed);
    });

    [Fact]
    public void Judge_ExtremeNumbers_NeverThrows()
    {
        var number = Gen.OneOf(0L, 1L, 40L, 1_000_000_000L, long.MaxValue - 1, long.MaxValue);
        var time = Gen.OneOf(0L, 1L, Noon, 253_402_300_799L, 253_402_300_800L, long.MaxValue - 1, long.MaxValue);
        var extreme =
            from one in Conversations
            from opened in time
            from closed in time
            from bytes in number
            from largest in number
            from longest in number
            from port in Gen.OneOf(0, 22, 20022, 65535)
            select one with
            {
                Opened = opened, Closed = closed, Bytes = bytes, Largest = largest, Longest = longest, AttemptBytes = bytes, LargestAttempt = largest, Port = port,
            };
        var sent =
            from a in number
            from b in number
            from slot in Gen.OneOf(0L, 1L, Noon / ConnectionQueries.SlotSeconds, 1_689_348_668L, long.MaxValue / ConnectionQueries.SlotSeconds)
            select Sent("10.0.0.7", "198.51.100.7", slot, a, b);

        Gen.Select(extreme.Array[0, 40], sent.Array[0, 6]).Sample((conversations, rows) =>
            Assert.All(Findings([.. conversations], [.. rows], Touchy).Concat(Findings([.. conversations], [.. rows], new DetectionOptions())), WellFormed));
    }

    // Guards the properties above against traffic in which nothing is ever found.
    [Fact]
    public void Inputs_AsGenerated_MakeEveryDetectionFind() => Inputs.Array[300].Sample(
        inputs => Assert.Equal(
            DetectionCatalog.Default.Metadata.Keys.Order(),
            inputs.SelectMany(input => Findings(input.Conversations, input.Sent, Touchy)).Select(finding => finding.Detection).Distinct().Order()),
        iter: 1);

    [Fact]
    public void Judge_NothingAtAll_IsNothing() => Assert.Empty(Findings([], [], Touchy));

    private static void WellFormed(Finding finding)
    {
        var detection = DetectionCatalog.Default.Find(finding.Detection);
        Assert.NotNull(detection);
        Assert.Equal(detection.Metadata.Version, finding.DetectionVersion);
        Assert.Matches("^[0-9a-f]{24}$", finding.Fingerprint);
        Assert.InRange(finding.Targets.Count, 1, FindingEvidence.MaximumListed);
        Assert.Equal(finding.Targets.Distinct(), finding.Targets);
        Assert.InRange(finding.TargetCount, finding.Targets.Count, long.MaxValue);
        Assert.True(finding.TargetCount == finding.Targets.Count || finding.Targets.Count == FindingEvidence.MaximumListed);
        Assert.InRange(finding.Evidence.TopPorts.Count, 0, FindingEvidence.MaximumListed);
        Assert.InRange(finding.Evidence.TopPeers.Count, 1, FindingEvidence.MaximumListed);
        Assert.StartsWith(finding.Detection == "SUSPICIOUS_PORT_ACCESS" ? "" : $"{finding.Source} ", finding.Summary, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", finding.Summary, StringComparison.Ordinal);
        Assert.DoesNotMatch("\\b1 (connections|addresses|ports|hosts|minutes|services|attempts|other hosts)\\b", finding.Summary);
        Assert.True(finding.Window.From <= finding.Window.To);
        Assert.NotEmpty(finding.Title);
        Assert.NotEmpty(finding.Evidence.Notes);
        Assert.All(finding.Evidence.Counts, count => Assert.True(count.Value >= 0, $"{count.Name} is {count.Value}"));
        Assert.Contains(finding.Evidence.Counts, count => count.Threshold is not null);
    }

    private static FlowRow Shift(FlowRow row, long slots) => Sent(
        row.Text("a")!, row.Text("b")!, row.NumberOrZero("slot") + slots, row.NumberOrZero("a-bytes"), row.NumberOrZero("b-bytes"),
        [row.NumberOrZero("a-later-1"), row.NumberOrZero("a-later-2")], row.NumberOrZero("interface"));

    private static List<Finding> Findings(Conversation[] conversations, FlowRow[] sent, DetectionOptions options) =>
        [.. DetectionCatalog.Default.All.SelectMany(detection => new DetectionFixture(detection).Given(conversations).GivenSent(sent).With(_ => options).WhenJudged())];

    // Records with lists in them are not equal by value; their JSON is.
    private static List<string> Judged(Conversation[] conversations, FlowRow[] sent, Func<Finding, Finding>? then = null) =>
        [.. Findings(conversations, sent, Touchy).Select(finding => System.Text.Json.JsonSerializer.Serialize(then?.Invoke(finding) ?? finding))];
}
