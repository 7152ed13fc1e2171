using System.Net;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Tests.Findings;

namespace FlowWatch.Core.Tests.Detections;

public class ThresholdRulesTests
{
    private static readonly TimeOfWeek Office = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), TimeOfWeek.AllDays, new TimeOnly(8, 0), new TimeOnly(18, 0));

    // 08:00 in Berlin in winter.
    private static readonly DateTimeOffset Opening = new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Variants_WithoutRules_AreTheSettingsForAll()
    {
        var only = Assert.Single(ThresholdRules.Variants(new DetectionOptions(), [], null));

        Assert.True(only.Covers("10.0.0.1"));
        Assert.True(only.Covers("not an address"));
        Assert.Same(Sample, only.Explained(Sample));
    }

    [Theory]
    [InlineData(-10, 0, "50")]
    [InlineData(0, 10, "80")]
    [InlineData(590, 600, "80")]
    [InlineData(600, 610, "50")]
    [InlineData(-5, 5, "50 80")]
    [InlineData(595, 605, "50 80")]
    [InlineData(-10, 610, "50 80")]
    public void Variants_OfAWindow_AreThoseOfItsTimes(int from, int to, string ports) => Assert.Equal(
        ports,
        string.Join(' ', ThresholdRules.Variants(new DetectionOptions(), [Rule("office", null, Office, 80)], new TimeWindow(Opening.AddMinutes(from), Opening.AddMinutes(to))).Select(variant => variant.Options.PortScan.DistinctPorts).Order()));

    [Theory]
    [InlineData("10.0.4.9", 70)]
    [InlineData("10.0.4.7", 90)]
    [InlineData("10.0.5.1", 60)]
    [InlineData("10.1.0.1", 50)]
    [InlineData("2001:db8::1", 50)]
    [InlineData("no address", 50)]
    public void Variants_OfNetworksWithinEachOther_AreLaidOverInOrder(string source, long ports)
    {
        var rules = new[] { Rule("wide", "10.0.0.0/16", null, 60), Rule("narrow", "10.0.4.0/24", null, 90), Rule("one", "10.0.4.9/32", null, 70) };

        var inForce = Assert.Single(ThresholdRules.Variants(new DetectionOptions(), rules, null), variant => variant.Covers(source));

        Assert.Equal(ports, inForce.Options.PortScan.DistinctPorts);
    }

    [Fact]
    public void Variants_SourceAndTimes_HoldTogetherOnly()
    {
        var rule = Rule("office", "10.0.4.0/24", Office, 80);
        long PortsOf(string source, int minute) => ThresholdRules.Variants(new DetectionOptions(), [rule], new TimeWindow(Opening.AddMinutes(minute), Opening.AddMinutes(minute + 10))).Single(variant => variant.Covers(source)).Options.PortScan.DistinctPorts;

        Assert.Equal((80, 50, 50, 50), (PortsOf("10.0.4.1", 0), PortsOf("10.0.4.1", -10), PortsOf("10.0.5.1", 0), PortsOf("10.0.5.1", -10)));
    }

    [Fact]
    public void Explained_OtherThresholds_SaysWhichAndWhy()
    {
        var options = new DetectionOptions();
        options = options with { PortScan = options.PortScan with { SystemPorts = options.PortScan.SystemPorts + 1 } };
        var variants = ThresholdRules.Variants(options, [Rule("office", "203.0.113.0/24", Office, 80)], new TimeWindow(Opening.AddMinutes(-5), Opening.AddMinutes(5)));

        var notes = variants.Single(variant => variant.Covers(Sample.Source) && variant.Options.PortScan.DistinctPorts == 80).Explained(Sample).Evidence.Notes;

        Assert.Equal(
            [
                "Threshold in force: distinctPorts 80 (default 50), by rule 'office' (source 203.0.113.0/24; every day 08:00-18:00 Europe/Berlin).",
                $"Threshold in force: systemPorts {options.PortScan.SystemPorts} (default {options.PortScan.SystemPorts - 1}), by the settings.",
                "The time that was judged crosses a boundary of rule 'office'; it was held against the thresholds of both sides.",
            ],
            notes.OrderBy(note => note, StringComparer.Ordinal).OrderBy(note => note.StartsWith("The time", StringComparison.Ordinal)).ToArray());
    }

    [Fact]
    public void Variants_OfAMonth_SeeEveryTimeOfAWeek() => Assert.Equal(
        2, ThresholdRules.Variants(new DetectionOptions(), [Rule("sunday", null, Office with { Days = [DayOfWeek.Sunday] }, 80)], new TimeWindow(Opening, Opening.AddDays(31))).Count);

    private static Finding Sample => SharedSample;

    private static readonly Finding SharedSample = FindingSample.Of("203.0.113.9");

    private static ThresholdRule Rule(string name, string? source, TimeOfWeek? times, long ports) =>
        new(name, source is null ? null : IPNetwork.Parse(source), times, [new ThresholdChange("PORT_SCAN", "distinctPorts", ports.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
}
