using System.Net;
using CsCheck;
using FlowWatch.Core.Checks;

namespace FlowWatch.Core.Tests.Checks;

public class ScanSettingsTests
{
    private const string NotANetwork = "is not an address or a network in CIDR notation without host bits (10.0.0.0/8)";

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String,
        Gen.OneOf("detections", "internalNetworks", "suppressions", "PORT_SCAN", "distinctPorts", "ports", "source", "expires", "owner", "10.0.0.0/8", "2026-01-01", "\ud800"));

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, json) => depth > 4
        ? Gen.OneOf(Gen.Long.Select(number => $"{number}"), Gen.OneOf("null", "true", "1e999", "-0.0", "\"\\ud800\""), Texts.Select(Quote))
        : Gen.OneOf(
            Texts.Select(Quote),
            json.Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(Texts, json).Array[0, 4].Select(items => $"{{{string.Join(',', items.Select(item => $"{Quote(item.Item1)}:{item.Item2}"))}}}")));

    [Fact]
    public void Parse_GoodFile_TakesEverything()
    {
        var settings = Good(
            """
            {
              "$schema": "x", // comments and a last comma are welcome
              "internalNetworks": ["10.0.0.0/8", "203.0.113.7", "2001:db8::/32"],
              "detections": { "port_scan": { "distinctPorts": 80, "slowHours": "12" }, "BRUTE_FORCE": { "ports": [22, 2022], "shortBytes": "10,000" } },
              "suppressions": [
                { "name": "scanner", "owner": "red team", "reason": "our own scanner", "expires": "2026-12-31", "source": "10.0.9.9", "target": "10.0.0.0/16", "port": 22, "detection": "PORT_SCAN" },
                { "name": "until", "owner": "o", "reason": "r", "expires": "2026-12-31T18:00:00+02:00", "source": "2001:db8::1", "port": null },
              ],
            }
            """);

        Assert.Equal(["10.0.0.0/8", "203.0.113.7/32", "2001:db8::/32"], settings.Detections.InternalNetworks.Select(network => network.ToString()));
        Assert.Equal((80, 12), (settings.Detections.PortScan.DistinctPorts, settings.Detections.PortScan.SlowHours));
        Assert.Equal([22, 2022], settings.Detections.BruteForce.Ports);
        Assert.Equal(10_000, settings.Detections.BruteForce.ShortBytes);
        var (scanner, until) = (settings.Suppressions[0], settings.Suppressions[1]);
        Assert.Equal(("scanner", "red team", "our own scanner"), (scanner.Name, scanner.Owner, scanner.Reason));
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero), scanner.Expires);
        Assert.Equal((IPNetwork.Parse("10.0.9.9/32"), IPNetwork.Parse("10.0.0.0/16"), 22, "PORT_SCAN"), (scanner.Source, scanner.Target, scanner.Port, scanner.Detection));
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero), until.Expires);
        Assert.Equal(IPNetwork.Parse("2001:db8::1/128"), until.Source);
        Assert.Null(until.Port);
    }

    [Fact]
    public void Parse_EmptyObject_IsTheDefaults()
    {
        var settings = Good("{}");

        Assert.Equal(new ScanSettings().Detections.PortScan, settings.Detections.PortScan);
        Assert.Empty(settings.Suppressions);
    }

    [Fact]
    public void Parse_ManyMistakes_AreAllReportedWithTheirPlaces() => Errors(
        """
        {
          "detection": {},
          "internalNetworks": ["10.0.0.1/8", 7],
          "detections": { "PORT_SCANS": { "x": 1 }, "PORT_SCAN": { "distinctPort": 1, "distinctPorts": 0 }, "BRUTE_FORCE": 5 },
          "suppressions": [
            {},
            7,
            { "name": "a", "owner": " ", "reason": null, "expires": "soon", "sources": "x", "source": "10.0.0.0/33", "port": 65536, "detection": "port_scan" },
            { "name": "a", "owner": "o", "reason": "r", "expires": "2026-12-31" }
          ]
        }
        """,
        "detection: unknown (did you mean detections?); there are deployment, internalNetworks, detections, credentials, insights, state, reports, diagnostics, checks, alerts, thresholdRules, suppressions, compliance, targets",
        $"internalNetworks[0]: '10.0.0.1/8' {NotANetwork}",
        $"internalNetworks[1]: '7' {NotANetwork}",
        "detections.BRUTE_FORCE: must be an object",
        "detections.PORT_SCANS.x: no detection is called 'PORT_SCANS'; there are HIGH_TRAFFIC_VOLUME, HIGH_CONNECTION_COUNT, PORT_SCAN, SUSPICIOUS_PORT_ACCESS, BRUTE_FORCE",
        "detections.PORT_SCAN.distinctPort: PORT_SCAN has no setting 'distinctPort'; it has distinctPorts, windowMinutes, failedPorts, failedPercent, systemPorts, sweepHosts, sweepFailedHosts, sweepFailedPercent, slowFailedServices, slowFailedPercent, slowHours",
        "detections.PORT_SCAN.distinctPorts: '0' is not a whole number of ports from 1",
        "suppressions[0].name: missing; a suppression needs name, owner, reason and expires",
        "suppressions[0].owner: missing; a suppression needs name, owner, reason and expires",
        "suppressions[0].reason: missing; a suppression needs name, owner, reason and expires",
        "suppressions[0].expires: missing; a suppression needs name, owner, reason and expires",
        "suppressions[0]: covers everything; give at least one of source, target, port, detection",
        "suppressions[1]: must be an object",
        "suppressions[2].sources: unknown (did you mean source?); there are name, owner, reason, expires, source, target, port, detection",
        "suppressions[2].owner: missing; a suppression needs name, owner, reason and expires",
        "suppressions[2].reason: missing; a suppression needs name, owner, reason and expires",
        "suppressions[2].expires: 'soon' is not a date (2026-12-31) or time (2026-12-31T18:00:00Z)",
        "suppressions[2].detection: no detection is called 'port_scan'; there are HIGH_TRAFFIC_VOLUME, HIGH_CONNECTION_COUNT, PORT_SCAN, SUSPICIOUS_PORT_ACCESS, BRUTE_FORCE",
        "suppressions[2].port: '65536' is not a port number",
        $"suppressions[2].source: '10.0.0.0/33' {NotANetwork}",
        "suppressions[3]: covers everything; give at least one of source, target, port, detection");

    [Theory]
    [InlineData("[]", "the file: must be an object")]
    [InlineData("null", "the file: must be an object")]
    [InlineData("""{"detections":[]}""", "detections: must be an object")]
    [InlineData("""{"suppressions":{}}""", "suppressions: must be a list")]
    [InlineData("""{"internalNetworks":"10.0.0.0/8"}""", "internalNetworks: must be a list")]
    [InlineData("""{"detections":{"PORT_SCAN":{"distinctPorts":[5,0]}}}""", "detections.PORT_SCAN.distinctPorts: '5, 0' is not a whole number of ports from 1")]
    [InlineData("""{"detections":{"PORT_SCAN":{"distinctPorts":null}}}""", "detections.PORT_SCAN.distinctPorts: '' is not a whole number of ports from 1")]
    [InlineData("""{"detections":{"PORT_SCAN":{"distinctPorts":1.5}}}""", "detections.PORT_SCAN.distinctPorts: '1.5' is not a whole number of ports from 1")]
    [InlineData("""{"detections":{"BRUTE_FORCE":{"ports":[22,"x"]}}}""", "detections.BRUTE_FORCE.ports: '22, x' is not a list of port numbers, separated by commas")]
    public void Parse_WrongShape_SaysWhatItMustBe(string json, string error) => Errors(json, error);

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("0.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("fc00::/7", true)]
    [InlineData("10.0.0.1/8", false)]
    [InlineData("10", false)]
    [InlineData("10.1", false)]
    [InlineData("010.0.0.1", false)]
    [InlineData("0x0a.0.0.1", false)]
    [InlineData("10/8", false)]
    [InlineData("10.0.0.0/", false)]
    [InlineData("10.0.0.0/-1", false)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("[::1]", false)]
    [InlineData("", false)]
    [InlineData("all", false)]
    public void Parse_Network_IsWrittenInFull(string network, bool good)
    {
        var json = Suppression($"\"source\": \"{network}\"");

        if (good) Assert.Single(Good(json).Suppressions);
        else Errors(json, $"suppressions[0].source: '{network}' {NotANetwork}");
    }

    [Theory]
    [InlineData("2027-01-31", true)]
    [InlineData("2027-01-31T18:00Z", true)]
    [InlineData("2027-01-31T18:00:00Z", true)]
    [InlineData("2027-01-31T18:00:00.5Z", true)]
    [InlineData("2027-01-31T18:00:00-05:00", true)]
    [InlineData("2027-01-31T18:00:00", true)]
    [InlineData("18:00", false)]
    [InlineData("31/01/2027", false)]
    [InlineData("01/02/2027", false)]
    [InlineData("January 2027", false)]
    [InlineData("2027-02-30", false)]
    [InlineData("2027", false)]
    public void Parse_Expiry_IsADateOrTimeThatReadsOneWay(string expires, bool good)
    {
        var json = Suppression("\"port\": 22", expires);

        if (good) Assert.Equal(2027, Good(json).Suppressions[0].Expires.Year);
        else Errors(json, $"suppressions[0].expires: '{expires}' is not a date (2026-12-31) or time (2026-12-31T18:00:00Z)");
    }

    [Theory]
    [InlineData("\"22\"", "22")]
    [InlineData("-1", "-1")]
    [InlineData("22.5", "22.5")]
    [InlineData("true", "True")]
    [InlineData("99999999999", "99999999999")]
    public void Parse_Port_IsAPortNumber(string port, string printed) => Errors(Suppression($"\"port\": {port}"), $"suppressions[0].port: '{printed}' is not a port number");

    [Theory]
    [InlineData("\"source\": \"0.0.0.0/0\"")]
    [InlineData("\"target\": \"::/0\"")]
    [InlineData("\"source\": \"0.0.0.0/0\", \"target\": \"0.0.0.0/0\"")]
    [InlineData("\"source\": null")]
    public void Parse_SuppressionOfEverything_IsRefused(string parts) =>
        Errors(Suppression(parts), "suppressions[0]: covers everything; give at least one of source, target, port, detection");

    [Fact]
    public void Parse_NotJson_SaysSo()
    {
        var errors = new List<string>();

        ScanSettings.Parse("flowwatch.json", "{", errors);

        Assert.StartsWith("flowwatch.json: not JSON: ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"detections\": {\"\\ud800\": {\"\\udc00\": \"\\ud800\"}}}")]
    [InlineData("{\"internalNetworks\": [\"\\ud800\"]}")]
    [InlineData("{\"suppressions\": [{\"name\": \"\\ud800\"}]}")]
    public void Parse_BrokenSurrogates_AreAnError(string json)
    {
        var errors = new List<string>();

        ScanSettings.Parse("flowwatch.json", json, errors);

        Assert.NotEmpty(errors);
    }

    [Fact]
    public void Parse_RandomText_NeverThrows() => Gen.OneOf(Gen.String, Json).Sample(json => ScanSettings.Parse("flowwatch.json", json, []));

    [Fact]
    public void Parse_RandomValuesInPlace_NeverThrow() => Json.Sample(json =>
    {
        string[] places =
        [
            $$$"""{"detections":{{{json}}}}""",
            $$$$"""{"detections":{"PORT_SCAN":{{{{json}}}}}}""",
            $$$$"""{"detections":{"PORT_SCAN":{"distinctPorts":{{{{json}}}}}}}""",
            $$"""{"internalNetworks":[{{json}}]}""",
            $$"""{"suppressions":[{{json}}]}""",
            $$$"""{"suppressions":[{"name":"n","owner":{{{json}}},"reason":{{{json}}},"expires":{{{json}}},"source":{{{json}}},"port":{{{json}}},"detection":{{{json}}}}]}""",
        ];
        Assert.All(places, place => ScanSettings.Parse("flowwatch.json", place, []));
    });

    private static string Suppression(string parts, string expires = "2026-12-31") =>
        $$"""{"suppressions":[{"name":"n","owner":"o","reason":"r","expires":"{{expires}}",{{parts}}}]}""";

    private static ScanSettings Good(string json)
    {
        var errors = new List<string>();
        var settings = ScanSettings.Parse("flowwatch.json", json, errors);
        Assert.Empty(errors);
        return settings;
    }

    private static void Errors(string json, params string[] expected)
    {
        var errors = new List<string>();
        ScanSettings.Parse("flowwatch.json", json, errors);
        Assert.Equal(expected.Select(error => $"flowwatch.json: {error}"), errors);
    }

    // Not a serializer: that would mend what is broken here on purpose.
    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
