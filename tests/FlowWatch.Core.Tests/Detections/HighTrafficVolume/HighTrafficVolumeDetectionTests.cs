using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections.HighTrafficVolume;
using FlowWatch.Core.Findings;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Detections.HighTrafficVolume;

public class HighTrafficVolumeDetectionTests
{
    private const long Gigabyte = 1_000_000_000;
    private const long Slot = Noon / ConnectionQueries.SlotSeconds;

    private static DetectionFixture Fixture => DetectionFixture.Of("HIGH_TRAFFIC_VOLUME");

    [Fact]
    public void Judge_ExactlyAGigabyte_IsNothing() => Fixture.GivenSent(Sent("10.0.0.7", "198.51.100.7", Slot, Gigabyte)).ThenNothing();

    [Fact]
    public void Judge_OneByteMore_IsAFinding()
    {
        var finding = Fixture.GivenSent(Sent("10.0.0.7", "198.51.100.7", Slot, Gigabyte + 1, 500)).ThenOne(Severity.Medium);

        Assert.Equal("HIGH_TRAFFIC_VOLUME", finding.Detection);
        Assert.Equal("10.0.0.7", finding.Source);
        Assert.Equal(["198.51.100.7"], finding.Targets);
        Assert.Equal(Certainty.Certain, finding.Certainty);
        Assert.Equal(["123456789012"], finding.Accounts);
        Assert.Equal("10.0.0.7 sent 1 GB within 15 minutes; over the whole input 100 % of its 1 GB went to 198.51.100.7.", finding.Summary);
        Assert.Equal("2026-01-05 12:00:00Z to 2026-01-05 12:02:30Z", finding.Window.ToString());
        Assert.Contains(new EvidenceCount("bytesInWindow", Gigabyte + 1, "bytes", Gigabyte), finding.Evidence.Counts);
        Assert.Contains(new EvidenceCount("bytesToInternet", Gigabyte + 1, "bytes"), finding.Evidence.Counts);
        Assert.Equal(["pkt-srcaddr", "pkt-dstaddr"], finding.Evidence.MissingFields);
    }

    [Fact]
    public void Judge_SideB_IsASenderToo() =>
        Assert.Equal("198.51.100.7", Fixture.GivenSent(Sent("10.0.0.7", "198.51.100.7", Slot, 1, Gigabyte + 1)).ThenOne().Source);

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Judge_TwoHalves_MustLieInFifteenMinutes(int slotsLater, bool found)
    {
        var fixture = Fixture.GivenSent(
            Sent("10.0.0.7", "198.51.100.7", Slot, Gigabyte / 2), Sent("10.0.0.7", "198.51.100.8", Slot + slotsLater, (Gigabyte / 2) + 1));

        if (found) Assert.Equal("2026-01-05 12:00:00Z to 2026-01-05 12:15:00Z", fixture.ThenOne(Severity.Medium).Window.ToString());
        else fixture.ThenNothing();
    }

    [Theory]
    [InlineData(10 * Gigabyte, Severity.Medium)]
    [InlineData((10 * Gigabyte) + 1, Severity.High)]
    public void Judge_TenTimesTheThreshold_IsHigh(long bytes, Severity severity) => Fixture.GivenSent(Sent("10.0.0.7", "198.51.100.7", Slot, bytes)).ThenOne(severity);

    [Fact]
    public void Judge_SpreadOverSlots_CountsWhatFellIntoEach()
    {
        // A record of 600 seconds from the middle of a slot on.
        var row = Sent("10.0.0.7", "198.51.100.7", Slot, Gigabyte + 1, aLater: [250_000_000, 250_000_000, 250_000_000, 125_000_000]);

        Fixture.GivenSent(row).ThenOne(Severity.Medium);
        Fixture.GivenSent(row).With(options => options with { HighTrafficVolume = new HighTrafficVolumeOptions { WindowMinutes = 10 } }).ThenNothing();
    }

    [Fact]
    public void Judge_SeenByTwoInterfaces_CountsOnce() => Fixture
        .GivenSent(Sent("10.0.0.7", "198.51.100.7", Slot, 600_000_000, networkInterface: 1), Sent("10.0.0.7", "198.51.100.7", Slot, 600_000_000, networkInterface: 2))
        .ThenNothing();

    [Fact]
    public void Judge_Options_MoveThresholdAndWindow()
    {
        var rows = new[] { Sent("10.0.0.7", "198.51.100.7", Slot, 60), Sent("10.0.0.7", "198.51.100.7", Slot + 2, 60) };

        Fixture.GivenSent(rows).With(options => options with { HighTrafficVolume = new HighTrafficVolumeOptions { Bytes = 119 } }).ThenOne();
        Fixture.GivenSent(rows).With(options => options with { HighTrafficVolume = new HighTrafficVolumeOptions { Bytes = 120 } }).ThenNothing();
        Fixture.GivenSent(rows).With(options => options with { HighTrafficVolume = new HighTrafficVolumeOptions { Bytes = 119, WindowMinutes = 5 } }).ThenNothing();
    }

    [Fact]
    public void Judge_ThresholdNearTheLargestNumber_DoesNotOverflow() => Fixture
        .GivenSent(Sent("10.0.0.7", "198.51.100.7", Slot, long.MaxValue))
        .With(options => options with { HighTrafficVolume = new HighTrafficVolumeOptions { Bytes = long.MaxValue - 1 } })
        .ThenOne(Severity.Medium);

    [Fact]
    public void Judge_ManyReceivers_ListsTheFiveLargestAndCountsAll()
    {
        var finding = Fixture.GivenSent(Enumerable.Range(1, 8).Select(peer => Sent("10.0.0.7", $"10.0.1.{peer}", Slot, peer * Gigabyte))).ThenOne(Severity.High);

        Assert.Equal(["10.0.1.8", "10.0.1.7", "10.0.1.6", "10.0.1.5", "10.0.1.4"], finding.Targets);
        Assert.Equal(8, finding.TargetCount);
        Assert.Equal(FindingEvidence.MaximumListed, finding.Evidence.TopPeers.Count);
        Assert.Contains(new EvidenceCount("receivers", 8, "addresses"), finding.Evidence.Counts);
        Assert.Contains(new EvidenceCount("bytesToInternet", 0, "bytes"), finding.Evidence.Counts);
    }

    [Fact]
    public void Judge_Version6_IsLikeVersion4() =>
        Assert.Equal("2001:db8::7", Fixture.GivenSent(Sent("2001:db8::7", "2001:db8::8", Slot, Gigabyte + 1)).ThenOne().Source);

    [Fact]
    public void Questions_SendersOfEitherSide_AreFoundIfTheyCouldMatter()
    {
        var question = Assert.Single(new HighTrafficVolumeDetection().Questions(new()));

        Assert.Equal(["bytes-of-sources", "bytes-of-targets"], question.Queries.Select(query => query.Name));
        Assert.Equal(
            ["10.0.0.7"],
            question.Choose(
            [
                Rows.Of(("source", "10.0.0.7"), ("slot", Slot), ("bytes", 500_000_000)), Rows.Of(("source", "10.0.0.8"), ("slot", Slot), ("bytes", 900_000_000)),
                Rows.Of(("source", "10.0.0.7"), ("slot", Slot - 5), ("bytes", 500_000_001)), Rows.Of(("source", "10.0.0.8"), ("slot", Slot + 60), ("bytes", 900_000_000)),
            ]));
    }

    // The slot of a record is that of its start; up to 600 seconds of it fall into later ones.
    [Fact]
    public void Questions_LongRecordsBeforeTheWindow_CountToo() => Assert.Equal(
        ["10.0.0.7"],
        Assert.Single(new HighTrafficVolumeDetection().Questions(new())).Choose(
        [
            Rows.Of(("source", "10.0.0.7"), ("slot", Slot), ("bytes", 500_000_000)), Rows.Of(("source", "10.0.0.7"), ("slot", Slot + 9), ("bytes", 500_000_001)),
        ]));
}
