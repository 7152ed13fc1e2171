using FlowWatch.Core.Detections;
using FlowWatch.Core.Tests.Configuration;

namespace FlowWatch.Core.Tests.Targets;

public class ThresholdRuleReaderTests
{
    private const string Detections = "\"detections\": { \"PORT_SCAN\": { \"distinctPorts\": 80 } }";

    [Fact]
    public void Read_SharedAndOwn_AreInThatOrder()
    {
        var reading = Settings.Read($$"""
            { "thresholdRules": [{ "name": "shared", "source": "10.0.0.0/16", {{Detections}} }],
              "targets": [{ "name": "one", "environment": "production", "account": "111111111111", "region": "eu-central-1",
                "thresholdRules": [{ "name": "own", "days": ["Mon", "fri"], "from": "22:00", "to": "06:00", "timeZone": "America/New_York", {{Detections}} }] }] }
            """);

        Assert.Empty(reading.Problems);
        var rules = Assert.Single(reading.Settings!.Targets).Settings.Rules;
        Assert.Equal(["'shared' (source 10.0.0.0/16)", "'own' (Mon, Fri 22:00-06:00 America/New_York)"], rules.Select(rule => rule.ToString()));
        Assert.All(rules, rule => Assert.Equal([new ThresholdChange("PORT_SCAN", "distinctPorts", "80")], rule.Changes));
        Assert.Equal("80", reading.Value("thresholdRules[0].detections.PORT_SCAN.distinctPorts").Value);
    }

    [Theory]
    [InlineData("\"name\": \"n\"", "thresholdRules[0]: is for every source at every time; give source, or from and to, or put its thresholds under detections")]
    [InlineData("\"source\": \"10.0.0.0/16\"", "thresholdRules[0].name: missing; a threshold rule needs a name")]
    [InlineData("\"name\": \"n\", \"source\": \"10.0.0.1/16\"", "thresholdRules[0].source: '10.0.0.1/16' is not an address or a network in CIDR notation without host bits (10.0.0.0/8)")]
    [InlineData("\"name\": \"n\", \"from\": \"8:00\", \"to\": \"18:00\", \"timeZone\": \"UTC\"", "thresholdRules[0].from: '8:00' is not a time of day, such as 08:00")]
    [InlineData("\"name\": \"n\", \"from\": \"08:00\", \"timeZone\": \"UTC\"", "thresholdRules[0].to: missing; give both from and to, or neither for whole days")]
    [InlineData("\"name\": \"n\", \"from\": \"08:00\", \"to\": \"08:00\", \"timeZone\": \"UTC\"", "thresholdRules[0].to: is the same as from; leave both out for whole days")]
    [InlineData("\"name\": \"n\", \"days\": [\"mon\"]", "thresholdRules[0].timeZone: missing; times of day need one, such as Europe/Berlin or UTC")]
    [InlineData("\"name\": \"n\", \"days\": [\"monday\"], \"timeZone\": \"UTC\"", "thresholdRules[0].days[0]: 'monday' is not one of mon, tue, wed, thu, fri, sat, sun")]
    [InlineData("\"name\": \"n\", \"days\": [\"mon\"], \"timeZone\": \"Europe/Berlim\"", "thresholdRules[0].timeZone: 'Europe/Berlim' is not a time zone that this machine knows; give an IANA name such as Europe/Berlin (its package of time zones, tzdata, must be installed)")]
    [InlineData("\"name\": \"n\", \"days\": [\"mon\"], \"timeZone\": \"../../etc/passwd\"", "thresholdRules[0].timeZone: '../../etc/passwd' is not a time zone that this machine knows; give an IANA name such as Europe/Berlin (its package of time zones, tzdata, must be installed)")]
    [InlineData("\"name\": \"n\", \"source\": \"10.0.0.0/16\", \"timeZone\": \"UTC\"", "thresholdRules[0].timeZone: has no effect without from and to, or days")]
    public void Read_WhatIsNoGood_IsTold(string members, string expected)
    {
        var reading = Settings.Read($$"""{ "thresholdRules": [{ {{members}}, {{Detections}} }] }""");

        Assert.Equal(expected, $"{Assert.Single(reading.Problems).Path}: {reading.Problems[0].Message}");
        Assert.Null(reading.Settings);
    }

    [Fact]
    public void Read_AThresholdThatIsNone_IsToldWithItsPath() => Assert.Equal(
        "thresholdRules[0].detections.PORT_SCAN.distinctPort",
        Assert.Single(Settings.Read("""{ "thresholdRules": [{ "name": "n", "source": "10.0.0.0/16", "detections": { "PORT_SCAN": { "distinctPort": 80 } } }] }""").Problems).Path);
}
