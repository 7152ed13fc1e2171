using FlowWatch.Cli.Input;

namespace FlowWatch.Cli.Tests.Input;

public class SettingsInputTests
{
    [Fact]
    public void Read_FileThenSet_TheLastWins()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("a.json", """{ "detections": { "PORT_SCAN": { "distinctPorts": 300, "windowMinutes": 20 } } }""");

        var settings = SettingsInput.Read(file, ["port_scan.DistinctPorts=80", "PORT_SCAN.distinctPorts = 90"]);

        Assert.Equal((90, 20), (settings.Detections.PortScan.DistinctPorts, settings.Detections.PortScan.WindowMinutes));
    }

    [Fact]
    public void Read_ManyMistakes_ListsThemAll()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("a.json", """
            { "detection": {}, "detections": { "PORT_SCAN": { "distinctPorts": -1 }, "NOPE": { "x": 1 }, "BRUTE_FORCE": 5 }, "internalNetworks": ["x"],
              "suppressions": [ { "name": "a", "source": "10.0.0.300" }, { "name": "b", "owner": "o", "reason": "r", "expires": "soon", "port": 70000 }, 7 ] }
            """);

        var error = Assert.Throws<BadInputException>(() => SettingsInput.Read(file, ["foo", "PORT_SCAN.bogus=1", "BRUTE_FORCE.attempts=abc"]));

        var known = "HIGH_TRAFFIC_VOLUME, HIGH_CONNECTION_COUNT, PORT_SCAN, SUSPICIOUS_PORT_ACCESS, BRUTE_FORCE";
        var lines = error.Message.Replace(file, "a.json", StringComparison.Ordinal).Split("\n  ");
        Assert.Equal("the settings cannot be used:", lines[0]);
        Assert.All(
            (string[])
            [
                "a.json: detection: unknown (did you mean detections?); there are deployment, internalNetworks, detections, credentials, insights, state, reports, diagnostics, checks, alerts, thresholdRules, suppressions, compliance, targets",
                "a.json: internalNetworks[0]: 'x' is not an address or a network in CIDR notation without host bits (10.0.0.0/8)",
                "a.json: detections.BRUTE_FORCE: must be an object",
                "a.json: detections.PORT_SCAN.distinctPorts: '-1' is not a whole number of ports from 1",
                $"a.json: detections.NOPE.x: no detection is called 'NOPE'; there are {known}",
                "a.json: suppressions[0].owner: missing; a suppression needs name, owner, reason and expires",
                "a.json: suppressions[1].expires: 'soon' is not a date (2026-12-31) or time (2026-12-31T18:00:00Z)",
                "a.json: suppressions[1].port: '70000' is not a port number",
                "a.json: suppressions[2]: must be an object",
                "--set foo: write it as DETECTION.setting=value, such as PORT_SCAN.distinctPorts=80",
            ],
            expected => Assert.Contains(expected, lines));
        Assert.Contains(lines, line => line.StartsWith("--set PORT_SCAN.bogus=1: PORT_SCAN has no setting 'bogus'; it has distinctPorts, ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("--set BRUTE_FORCE.attempts=abc: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_FileThatIsNotThere_IsToldWithTheRest()
    {
        var error = Assert.Throws<BadInputException>(() => SettingsInput.Read("nosuch.json", ["foo"]));

        Assert.Equal("""
            the settings cannot be used:
              --config: there is no file 'nosuch.json'.
              --set foo: write it as DETECTION.setting=value, such as PORT_SCAN.distinctPorts=80
            """.ReplaceLineEndings("\n"), error.Message);
    }

    [Theory]
    [InlineData("", "--log-format: the log format names no field")]
    [InlineData("${srcaddr", "--log-format: position 1: '${srcaddr' has no closing brace")]
    [InlineData("${srcaddr} ${srcaddr}", "--log-format: position 12: field 'srcaddr' is named twice")]
    [InlineData("foo bar", "--log-format: no field of flow logs in 'foo bar'; write it as AWS does, separated by blanks: ${srcaddr} ${dstaddr} ${bytes}.")]
    public void Format_Mistaken_IsRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<BadInputException>(() => SettingsInput.Format(text, null)).Message);
}
