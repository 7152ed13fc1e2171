using System.Text;
using System.Text.Json.Nodes;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Alerts;

public class FindingMessageTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static readonly MonitoredTarget Target = new()
    {
        Name = "production-eu",
        Environment = "production",
        Account = "111111111111",
        Region = "eu-central-1",
        LogGroup = "/aws/vpc/flowlogs/production",
    };

    private static readonly TimeWindow Window = new(new DateTimeOffset(2026, 1, 2, 5, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2026, 1, 2, 3, 10, 0, TimeSpan.Zero));

    private static readonly DetectionMetadata PortScan = DetectionCatalog.Default.Find("PORT_SCAN")!.Metadata;

    private static Finding Finding => ReportFixture.Rich.Findings[0];

    [Fact]
    public void Of_Finding_IsTextAndJsonAsPinned()
    {
        var message = FindingMessage.Of(Finding, Target, Window, PortScan, TraceId);

        GoldenFile.Matches("alert.text", Encoding.UTF8.GetBytes(message.Text));
        GoldenFile.Matches("alert.json", Encoding.UTF8.GetBytes(message.Json + "\n"));
        Assert.Equal($"critical: {Finding.Title} by {Finding.Source} in production-eu", message.Title);
        Assert.Equal((Severity.Critical, EscalationLevel.Security), (message.Severity, message.Level));
        Assert.Equal(
            [("detection", "PORT_SCAN"), ("environment", "production"), ("fingerprint", Finding.Fingerprint), ("severity", "critical"), ("target", "production-eu"), ("traceId", TraceId)],
            message.Attributes.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public void Of_SameFindingInTheSameWindow_HasTheSameId()
    {
        var first = FindingMessage.Of(Finding, Target, Window, PortScan, TraceId).Id;

        Assert.Equal($"{Finding.Fingerprint}-20260102T030000Z-20260102T031000Z", first);
        Assert.Equal(first, FindingMessage.Of(Finding with { Summary = "x", Window = Window, Severity = Severity.Low }, Target, Window, null, null).Id);
        Assert.NotEqual(first, FindingMessage.Of(Finding, Target, Window with { To = Window.To.AddTicks(1) }, PortScan, TraceId).Id);
        Assert.NotEqual(first, FindingMessage.Of(Finding with { Fingerprint = "x" }, Target, Window, PortScan, TraceId).Id);
    }

    // What SNS takes to drop repeats by: 128 letters, digits and marks.
    [Fact]
    public void Of_FindingOfACheck_HasAnIdThatSnsTakes() =>
        Assert.Matches("^[0-9a-f]{24}-[0-9TZ]+-[0-9TZ]+$", FindingMessage.Of(Finding with { Fingerprint = FindingFingerprint.Of("PORT_SCAN", "10.0.0.1") }, Target, Window, PortScan, null).Id);

    [Fact]
    public void Of_Json_HasWhatTheSchemaSays()
    {
        var schema = JsonNode.Parse(File.ReadAllText(GoldenFile.Repository("docs", "schemas", "alert.schema.json")))!;

        var json = JsonNode.Parse(FindingMessage.Of(Finding, Target, Window, PortScan, null).Json)!;

        Assert.Equal(schema["properties"]!.AsObject().Select(one => one.Key), json.AsObject().Select(one => one.Key));
        Assert.Equal(schema["required"]!.AsArray().Select(one => (string?)one), json.AsObject().Select(one => one.Key));
        Assert.Equal(schema["properties"]!["target"]!["properties"]!.AsObject().Select(one => one.Key), json["target"]!.AsObject().Select(one => one.Key));
        Assert.Null(json["traceId"]);
        Assert.Equal("urn:flowwatch:scan-report:1#/$defs/finding", (string?)schema["properties"]!["finding"]!["$ref"]);
    }

    [Fact]
    public async Task Of_Json_HasTheFindingAsReportsHaveIt()
    {
        var report = JsonNode.Parse(await ReportFixture.WriteAsync("json", ReportFixture.Rich))!;

        var json = JsonNode.Parse(FindingMessage.Of(Finding, Target, Window, ReportFixture.Detections["PORT_SCAN"], null).Json)!;

        Assert.True(JsonNode.DeepEquals(report["findings"]![0], json["finding"]));
    }

    [Fact]
    public void Of_CustomFormat_TakesTheLinesApartFirst()
    {
        const string Parse = "parse @message \"* * * * *\" as srcAddr, dstAddr, pktSrcaddr, tcpFlags, logStatus\n| filter srcAddr = \"";
        var custom = Target with { LogFormat = "${srcaddr} ${dstaddr} ${pkt-srcaddr} ${tcp-flags} ${log-status}" };

        foreach (var message in new[]
        {
            FindingMessage.Of(Finding, custom, Window, PortScan, null),
            FindingMessage.Of(Finding, Target, Window, PortScan, null, FlowLogFormat.ParseLogFormat(custom.LogFormat!).Format),
        })
        {
            Assert.Contains(Parse, message.Text, StringComparison.Ordinal);
            Assert.StartsWith(Parse, (string?)JsonNode.Parse(message.Json)!["query"], StringComparison.Ordinal);
            Assert.DoesNotContain("It fits the default format", message.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_DefaultFormat_NeedsNoParsing()
    {
        var message = FindingMessage.Of(Finding, Target, Window, PortScan, null, FlowLogFormat.Default);

        Assert.DoesNotContain("parse @message", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("It fits the default format", FindingMessage.Of(Finding, Target, Window, PortScan, null, FlowLogFormat.Default).Text, StringComparison.Ordinal);
        Assert.Contains("It fits the default format", FindingMessage.Of(Finding, Target, Window, PortScan, null).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_UnknownDetection_SaysWhatItCan()
    {
        var message = FindingMessage.Of(Finding, Target, Window, null, null);

        Assert.Equal(EscalationLevel.Operations, message.Level);
        Assert.Contains(Finding.Summary, message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Logs Insights", message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public void Of_HostileText_StaysOnItsLineAndOutOfTheQuery(int index)
    {
        var text = HostileText.All[index];
        var finding = ReportFixture.Hostile(text).Findings[0];
        var harmless = FindingMessage.Of(ReportFixture.Hostile("x").Findings[0], Target, Window, PortScan, TraceId);

        var message = FindingMessage.Of(finding, Target, Window, PortScan, TraceId);

        Assert.Equal(harmless.Text.Split('\n').Length, message.Text.Split('\n').Length);
        Assert.DoesNotContain(message.Title + message.Text.Replace("\n", "", StringComparison.Ordinal), character => char.IsControl(character) || character is '\u202E' or '\u2066' or '\u2028' or '\u2029' or '\uFEFF');
        Assert.DoesNotContain("filter srcAddr", message.Text, StringComparison.Ordinal);
        var json = JsonNode.Parse(message.Json)!;
        Assert.Null(json["query"]);
        Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), (string?)json["finding"]!["source"]);
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public void Of_HostileFieldNameInAFormat_StaysOutOfTheQuery(int index)
    {
        var custom = Target with { LogFormat = $"${{srcaddr}} {HostileText.All[index]}" };

        var text = FindingMessage.Of(Finding, custom, Window, PortScan, null).Text;

        Assert.All(text.Split('\n').Where(line => line.StartsWith("parse @message", StringComparison.Ordinal)), line => Assert.Matches("^parse @message \"\\*( \\*)*\" as [A-Za-z0-9_]+(, [A-Za-z0-9_]+)*$", line));
    }
}
