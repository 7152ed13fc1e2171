using System.Text.Json.Nodes;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Incidents.Operations;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Incidents;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Alerts;

public sealed class IncidentMessageTests : IDisposable
{
    private readonly IncidentFixture fixture = new(new AlertSettings { Budget = 1 });

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task Of_Finding_SaysWhyWhichAndWhatToDo_AndTheJsonIsWhatTheSchemaSays()
    {
        var window = fixture.Window();
        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window, Severity.High));
        await fixture.DispatchAsync();

        var message = fixture.Topics.Accepted[0].Message;
        Assert.StartsWith("A new incident.\nIncident: production-eu-", message.Text, StringComparison.Ordinal);
        Assert.Contains("What to do", message.Text, StringComparison.Ordinal);
        var json = JsonNode.Parse(message.Json)!;
        var schema = Schema("incident-alert");
        Assert.Equal(schema["required"]!.AsArray().Select(one => (string?)one), json.AsObject().Select(one => one.Key));
        Assert.Equal(schema["properties"]!["incident"]!["required"]!.AsArray().Select(one => (string?)one), json["incident"]!.AsObject().Select(one => one.Key));
        Assert.Equal(Schema("alert")["required"]!.AsArray().Select(one => (string?)one), json["alert"]!.AsObject().Select(one => one.Key));
        Assert.Equal((message.Id, "new", 1), ((string?)json["id"], (string?)json["reason"], (int?)json["sequence"]));
    }

    [Fact]
    public async Task Of_FormatThatTheRunKnew_StandsInTheQueryBeforeThatOfTheSettings()
    {
        var window = fixture.Window();
        var own = FlowLogFormat.ParseLogFormat("${dstport} ${srcaddr} ${dstaddr} ${action}").Format;
        var target = IncidentFixture.Target with { LogFormat = "${srcaddr} ${action}" };
        await fixture.Recorder.RecordAsync(target, "security", window, [IncidentFixture.Found("10.0.0.1", window, Severity.High)], own, null, default);
        await fixture.Host().RunAsync([target], default);

        var message = fixture.Topics.Accepted[0].Message;
        Assert.Contains("\nparse @message \"* * * *\" as dstPort, srcAddr, dstAddr, action\n", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("It fits the default format", message.Text, StringComparison.Ordinal);
        Assert.StartsWith("parse @message", (string?)JsonNode.Parse(message.Json)!["alert"]!["query"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("${a\" as x | limit 0\n|")]
    public async Task Of_FormatThatIsNone_TakesThatOfTheSettings(string? inState)
    {
        var window = fixture.Window();
        var target = IncidentFixture.Target with { LogFormat = "${srcaddr} ${action}" };
        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window, Severity.High));
        var incident = (await fixture.AllAsync())[0] with { LogFormat = inState };

        var message = IncidentMessage.Of(incident, new Notice { Target = target.Name, Fingerprint = incident.Fingerprint, Sequence = 1, Reason = NoticeReason.New, Severity = Severity.High, Detection = incident.Detection, Topic = IncidentFixture.Critical, Place = 0, MadeAt = window.To, DueAt = window.To }, target);

        Assert.Contains("\nparse @message \"* *\" as srcAddr, action\n", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("limit 0", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_HostileText_StaysOnItsLineAndInItsValue()
    {
        var window = fixture.Window();
        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window, Severity.High) with { Title = "a\nb\u001b[31m", Summary = "\u202Ex\"}\r\nSTATUS: fine" });
        await fixture.DispatchAsync();

        var message = fixture.Topics.Accepted[0].Message;
        Assert.DoesNotContain('\u001b', message.Text + message.Title);
        Assert.DoesNotContain("\nSTATUS: fine", message.Text, StringComparison.Ordinal);
        Assert.Equal("\u202Ex\"}\r\nSTATUS: fine", (string?)JsonNode.Parse(message.Json)!["incident"]!["summary"]);
    }

    [Fact]
    public async Task Of_TroubleOfFlowWatchItself_GoesToOperationsWithTheRunbooksSteps()
    {
        var trouble = OperationalTrouble.NoRecords;
        await fixture.Recorder.RaiseAsync(IncidentFixture.Target, trouble.Noticed(IncidentFixture.Target.Name, "records", "Nothing came.", null, fixture.Time.GetUtcNow()), default);
        await fixture.DispatchAsync();

        var message = fixture.Topics.Accepted[0].Message;
        Assert.Equal((EscalationLevel.Operations, Severity.High), (message.Level, message.Severity));
        Assert.All(trouble.NextSteps, step => Assert.Contains(step, message.Text, StringComparison.Ordinal));
        Assert.Null(JsonNode.Parse(message.Json)!["alert"]);
    }

    [Fact]
    public async Task Digest_OfMany_IsBoundedAndTheJsonIsWhatTheSchemaSays()
    {
        var window = fixture.Window();
        await fixture.RecordAsync(window, [.. Enumerable.Range(0, 300).Select(index => IncidentFixture.Found($"10.1.{index / 250}.{index % 250}", window, index < 3 ? Severity.Critical : Severity.High))]);
        await fixture.DispatchAsync();

        var digest = Assert.Single(fixture.Topics.Digests);
        var json = JsonNode.Parse(digest.Json)!;
        Assert.Equal(Schema("digest-alert")["required"]!.AsArray().Select(one => (string?)one), json.AsObject().Select(one => one.Key));
        Assert.Equal((300, DigestPart.MaximumItems, "critical"), ((int)json["alerts"]!, json["incidents"]!.AsArray().Count, (string?)json["incidents"]![0]!["severity"]));
        Assert.Equal("{\"high\":297,\"critical\":3}", json["bySeverity"]!.ToJsonString());
        Assert.InRange(digest.Text.Length, 500, 5000);
        Assert.Equal((true, null), ((bool)json["storm"]!, (string?)json["link"]));
    }

    private static JsonNode Schema(string name) => JsonNode.Parse(File.ReadAllText(GoldenFile.Repository("docs", "schemas", $"{name}.schema.json")))!;
}
