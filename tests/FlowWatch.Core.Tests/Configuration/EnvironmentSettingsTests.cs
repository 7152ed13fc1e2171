using CsCheck;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Configuration;

public class EnvironmentSettingsTests
{
    [Fact]
    public void Parse_VariablesAlone_AreAConfiguration()
    {
        var settings = Settings.Good(
            "{}",
            ("FlowWatch__deployment", "azure"),
            ("FlowWatch__insights__queryDeadline", "90s"),
            ("FlowWatch__insights__pricePerGigabyte", "0.0076"),
            ("FlowWatch__internalNetworks", "10.0.0.0/8, 203.0.113.0/24"),
            ("FlowWatch__detections__PORT_SCAN__distinctPorts", "80"),
            ("FlowWatch__detections__BRUTE_FORCE__ports", "22,2022"),
            ("FlowWatch__suppressions__0__name", "n"),
            ("FlowWatch__suppressions__0__owner", "o"),
            ("FlowWatch__suppressions__0__reason", "r"),
            ("FlowWatch__suppressions__0__expires", "2027-12-31"),
            ("FlowWatch__suppressions__0__port", "22"),
            ("FlowWatch__targets__0__name", "one"),
            ("FlowWatch__targets__0__environment", "production"),
            ("FlowWatch__targets__0__account", "111111111111"),
            ("FLOWWATCH__TARGETS__0__REGION", "eu-central-1"),
            ("FlowWatch:targets:0:vpcIds:0", "vpc-00000000"),
            ("FlowWatch__targets__0__vpcIds__1", "vpc-11111111"),
            ("FlowWatch__targets__0__withoutExternalId", "TRUE"),
            ("OTHER", "x"),
            ("FlowWatchful__deployment", "x"),
            ("FLOWWATCH_CONFIG", "x"));

        Assert.Equal(("azure", TimeSpan.FromSeconds(90), 0.0076m), (settings.Deployment, settings.Insights.QueryDeadline, settings.Insights.PricePerGigabyte));
        Assert.Equal(["10.0.0.0/8", "203.0.113.0/24"], settings.Shared.Detections.InternalNetworks.Select(network => network.ToString()));
        Assert.Equal(80, settings.Shared.Detections.PortScan.DistinctPorts);
        Assert.Equal([22, 2022], settings.Shared.Detections.BruteForce.Ports);
        Assert.Equal(22, Assert.Single(settings.Shared.Suppressions).Port);
        var target = Assert.Single(settings.Targets);
        Assert.Equal(("one", "eu-central-1", "/aws/vpc/flowlogs/production"), (target.Name, target.Region, target.LogGroup));
        Assert.Equal(["vpc-00000000", "vpc-11111111"], target.VpcIds);
    }

    [Fact]
    public void Parse_OverAFile_ReplacesAndAddsListItems()
    {
        var json = $$"""{ "deployment": "file", "targets": [ { {{Settings.Target}}, "vpcIds": ["vpc-00000000", "vpc-11111111"], "role": "arn:aws:iam::111111111111:role/r" } ] }""";

        var reading = Settings.Read(
            json,
            ("FlowWatch__targets__0__vpcIds__1", "vpc-22222222"), ("FlowWatch__targets__0__vpcIds__2", "vpc-33333333"),
            ("FlowWatch__targets__0__role", ""),
            ("FlowWatch__targets__1__name", "two"), ("FlowWatch__targets__1__environment", "staging"), ("FlowWatch__targets__1__account", "222222222222"), ("FlowWatch__targets__1__region", "us-east-1"));

        Assert.Empty(reading.Problems);
        var (one, two) = (reading.Settings!.Targets[0], reading.Settings.Targets[1]);
        Assert.Equal(["vpc-00000000", "vpc-22222222", "vpc-33333333"], one.VpcIds);
        Assert.Null(one.Role);
        Assert.Equal(("two", "222222222222"), (two.Name, two.Account));
        Assert.Equal("a.json:1", reading.Value("targets[0].vpcIds[0]").Origin.ToString());
        Assert.Equal("environment variable FlowWatch__targets__0__vpcIds__1", reading.Value("targets[0].vpcIds[1]").Origin.ToString());
        Assert.Equal("environment variable FlowWatch__targets__1__name", reading.Value("targets[1].name").Origin.ToString());
    }

    [Fact]
    public void Parse_ListWithCommas_ReplacesAFilesList() => Assert.Equal(
        ["vpc-22222222"],
        Settings.Good(Settings.WithTarget("\"vpcIds\": [\"vpc-00000000\", \"vpc-11111111\"]"), ("FlowWatch__targets__0__vpcIds", "vpc-22222222")).Targets[0].VpcIds);

    [Fact]
    public void Parse_ThresholdOfAFile_IsTakenBackByAnEmptyVariable()
    {
        var reading = Settings.Read("""{ "detections": { "PORT_SCAN": { "distinctPorts": 80, "slowHours": 12 } } }""", ("FlowWatch__detections__port_scan__distinctPorts", ""));

        Assert.Empty(reading.Problems);
        Assert.Equal((50, 12), (reading.Settings!.Shared.Detections.PortScan.DistinctPorts, reading.Settings.Shared.Detections.PortScan.SlowHours));
        Assert.Equal(SettingOrigin.Default, reading.Value("detections.PORT_SCAN.distinctPorts").Origin);
    }

    [Fact]
    public void Parse_Mistakes_NameTheVariable() => Assert.Equal(
        [
            "environment variable FlowWatch____x: an empty part in the name; write it as FlowWatch__deployment or FlowWatch__targets__0__name",
            "environment variable flowwatch__deployment: deployment: given twice, by variables whose names differ in case only, or both as a value and in parts; unset one",
            "environment variable FlowWatch__insights__maximumSlice: insights.maximumSlice: unknown (did you mean maximumSlices?); there are concurrentQueries, startsPerSecond, queryDeadline, maximumSlices, pricePerGigabyte",
            "environment variable FlowWatch__insights__queryDeadline: insights.queryDeadline: '10' is not a length of time from 10s to 1h, such as 10m",
            "environment variable FlowWatch__targets__0__account: targets[0].account: '1' is not 12 digits; leading zeros count, so write the account as a text",
        ],
        Settings.Read(
            Settings.WithTarget(""),
            ("flowwatch__deployment", "x"), ("FlowWatch__deployment", "x"), ("FlowWatch____x", "x"), ("FlowWatch__insights__maximumSlice", "1"),
            ("FlowWatch__insights__queryDeadline", "10"), ("FlowWatch__targets__0__account", "1")).Problems());

    [Fact]
    public void Parse_ListWithANameForAPlace_SaysHowItemsAreNumbered() => Assert.Equal(
        ["environment variable FlowWatch__targets__one__name: targets: must be a list; in the environment its items are numbered from 0: FlowWatch__targets__0"],
        FlowWatchSettingsReader.Read(Settings.Environment(("FlowWatch__targets__one__name", "x"))).Problems());

    [Fact]
    public void Parse_AnyNamesAndValues_NeverThrow() =>
        Gen.Select(Gen.OneOf(Gen.String, Gen.OneOf("deployment", "targets__0__name", "targets__0__vpcIds", "targets", "detections__PORT_SCAN__distinctPorts", "insights__maximumSlices", "suppressions__0__port")), Gen.String)
            .Array[0, 6].Sample(variables => { Settings.Read(Settings.WithTarget(""), [.. variables.Select(variable => ($"FlowWatch__{variable.Item1}", variable.Item2))]); });
}
