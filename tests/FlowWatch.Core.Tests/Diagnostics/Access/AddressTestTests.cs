using System.Text.Json.Nodes;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Diagnostics.Access;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Incidents;
using FlowWatch.Core.Tests.Reports;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace FlowWatch.Core.Tests.Diagnostics.Access;

public class AddressTestTests
{
    private const string Webhook = "https://hooks.example.com/secret";
    private const string File = "file:/var/log/alerts.jsonl";

    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
    private static readonly MonitoredTarget Target = IncidentFixture.Target with { Topics = new AlertTopics { Warning = Webhook, Critical = File, Levels = new Dictionary<EscalationLevel, string> { [EscalationLevel.Security] = "console", [EscalationLevel.Network] = IncidentFixture.Critical } } };

    private readonly RecordingTopics channels = new(Time);

    [Fact]
    public async Task Run_WithoutSending_LeavesAllAlone()
    {
        var findings = await new AddressTest(channels, Time).RunAsync(Target, isSent: false, default);

        Assert.Equal([("webhook", Webhook), ("file of alerts", File), ("console", "console")], findings.Select(finding => (finding.Subject, finding.Resource!)));
        Assert.All(findings, finding => Assert.Equal(AccessOutcome.NotTried, finding.Outcome));
        Assert.Equal(0, channels.Tries);
    }

    [Fact]
    public async Task Run_Sending_TellsEachAddressButTopicsThatItIsATest()
    {
        channels.Down.Add(File);

        var findings = await new AddressTest(channels, Time).RunAsync(Target, isSent: true, default);

        Assert.Equal([(AccessOutcome.Ok, "a test message was sent (m1)"), (AccessOutcome.CouldNotLook, "not accepted now: 503 ServiceUnavailable"), (AccessOutcome.Ok, "a test message was sent (m2)")], findings.Select(finding => (finding.Outcome, finding.Detail)));
        Assert.Equal([Webhook, "console"], channels.Accepted.Select(one => one.Topic));
        var message = channels.Accepted[0].Message;
        Assert.Equal(("test-production-eu-20260105T120000Z", "FlowWatch: test message of production-eu", "test"), (message.Id, message.Title, message.Attributes["reason"]));
        Assert.Contains("There is nothing to do.", message.Text, StringComparison.Ordinal);
        var schema = JsonNode.Parse(System.IO.File.ReadAllText(GoldenFile.Repository("docs", "schemas", "test-alert.schema.json")))!;
        Assert.Equal(schema["required"]!.AsArray().Select(one => (string?)one), JsonNode.Parse(message.Json)!.AsObject().Select(one => one.Key));
    }

    [Fact]
    public async Task Check_WithoutCredentials_TriesTheAddressesAllTheSame()
    {
        var probe = Substitute.For<IAccessProbe>();
        probe.WalkAsync(Target, Arg.Any<CancellationToken>()).Returns([new AccessFinding { Subject = "credentials", Outcome = AccessOutcome.Refused, Detail = "none" }]);

        var access = Assert.Single(await new AccessCheck(probe, new AddressTest(channels, Time)).RunAsync([Target], new AccessOptions(SendTest: true), null, default));

        Assert.Equal((3, 3), (access.Addresses.Count(finding => finding.Outcome == AccessOutcome.Ok), channels.Accepted.Count));
        Assert.False(access.IsWell);
        Assert.Null(access.MissingPolicy);
        Assert.Equal([Webhook, File, "console"], AlertTests.Of(access, Time.GetUtcNow()).Select(test => test.Topic));
    }
}
