using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Alerts;

/// <summary>Whatever stands in a field, a message keeps its lines, its JSON and its limits.</summary>
public class MessagePropertyTests
{
    private const int WebhookLimit = 256 << 10;

    private static readonly DetectionMetadata PortScan = DetectionCatalog.Default.Find("PORT_SCAN")!.Metadata;

    private static readonly MonitoredTarget Target = new() { Name = "production-eu", Environment = "production", Account = "111111111111", Region = "eu-central-1", LogGroup = "/aws/vpc/flowlogs/production" };

    private static readonly TimeWindow Window = new(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 2, 3, 10, 0, TimeSpan.Zero));

    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.Int[0, HostileText.All.Count - 1].Select(index => HostileText.All[index]),
        Gen.String,
        Gen.Char['\0', '\u009f'].Array[0, 40].Select(characters => new string(characters)),
        Gen.Char['\ud800', '\udfff'].Array[0, 10].Select(characters => new string(characters)),
        Gen.Char['\u2000', '\u206f'].Array[0, 20].Select(characters => new string(characters)),
        Gen.Int[1, 60_000].Select(length => new string('<', length)));

    private static readonly Gen<Finding> Findings = Gen.Select(Hostile, Hostile, Hostile, Hostile, Hostile, Hostile).Select((source, title, summary, target, note, fingerprint) => ReportFixture.Rich.Findings[0] with
    {
        Source = source,
        Title = title,
        Summary = summary,
        Targets = [target],
        TargetCount = 1,
        Fingerprint = fingerprint,
        Evidence = ReportFixture.Rich.Findings[0].Evidence with { Notes = [note] },
    });

    [Fact]
    public void Finding_WhateverItHolds_KeepsLinesJsonAndLimits()
    {
        var benign = ReportFixture.Rich.Findings[0] with { Source = "203.0.113.9", Targets = ["10.0.0.1"], TargetCount = 1 };
        var usual = LinesOf(FindingMessage.Of(benign, Target, Window, PortScan, null).Text);
        var withoutQuery = LinesOf(FindingMessage.Of(benign with { Source = "not an address" }, Target, Window, PortScan, null).Text);

        Findings.Sample(
            finding =>
            {
                var message = FindingMessage.Of(finding, Target, Window, PortScan, null);

                // No field can add a line, so none can forge a heading, a step or a query.
                Assert.True(LinesOf(message.Text) == usual || LinesOf(message.Text) == withoutQuery, message.Text);
                AssertSound(message);
            },
            iter: 300);
    }

    [Fact]
    public void Incident_WhateverItHolds_KeepsLinesJsonAndLimits() => Gen.Select(Findings, Hostile, Hostile).Sample(
        (finding, note, id) =>
        {
            var incident = IncidentOf(finding, note);
            var notice = NoticeOf();

            AssertSound(IncidentMessage.Of(incident, notice, Target, "https://flowwatch.example.com/api"));
            AssertSound(IncidentMessage.Of(incident with { Finding = null, Window = null, NextSteps = [note, id] }, notice, Target));
        },
        iter: 200);

    [Fact]
    public void Incident_WithABaseUrl_LeadsToItself()
    {
        var incident = IncidentOf(ReportFixture.Rich.Findings[0] with { Fingerprint = "0123456789abcdef01234567" }, "x");

        var message = IncidentMessage.Of(incident, NoticeOf(), Target, "https://flowwatch.example.com/api");

        Assert.Contains("\nLink: https://flowwatch.example.com/api/incidents/production-eu-0123456789abcdef01234567\n", message.Text, StringComparison.Ordinal);
        Assert.Equal("https://flowwatch.example.com/api/incidents/production-eu-0123456789abcdef01234567", JsonDocument.Parse(message.Json).RootElement.GetProperty("link").GetString());
        Assert.DoesNotContain("Link:", IncidentMessage.Of(incident, NoticeOf(), Target).Text, StringComparison.Ordinal);
    }

    private static int LinesOf(string text) => text.Split('\n').Length;

    private static void AssertSound(AlertMessage message)
    {
        AssertVisible(message.Title, lines: false);
        AssertVisible(message.Text, lines: true);
        using (JsonDocument.Parse(message.Json))
        {
        }

        foreach (var limit in new[] { 16_384, WebhookLimit })
        {
            var line = AlertJson.Of(message, limit);
            Assert.InRange(line.Length, 2, limit);
            Assert.DoesNotContain((byte)'\n', line);
            Assert.All(line, one => Assert.InRange(one, (byte)0x20, (byte)0x7e));
            using var document = JsonDocument.Parse(line);
            Assert.Equal(message.Level, (EscalationLevel)document.RootElement.GetProperty("escalationLevel").GetInt32());
        }
    }

    private static void AssertVisible(string text, bool lines)
    {
        for (var index = 0; index < text.Length;)
        {
            Assert.True(Rune.TryGetRuneAt(text, index, out var rune), "half a surrogate pair");
            var category = Rune.GetUnicodeCategory(rune);
            Assert.True(
                (lines && rune.Value == '\n') || category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
                string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"));
            index += rune.Utf16SequenceLength;
        }
    }

    private static Incident IncidentOf(Finding finding, string note) => new()
    {
        Target = "production-eu",
        Detection = "PORT_SCAN",
        Fingerprint = finding.Fingerprint,
        Level = EscalationLevel.Security,
        Status = IncidentStatus.Escalated,
        Severity = Severity.Critical,
        FirstSeen = Window.From,
        LastSeen = Window.To,
        Occurrences = 2,
        Title = finding.Title,
        Summary = finding.Summary,
        Finding = finding,
        Window = Window,
        History = [new IncidentHistoryEntry(Window.To, IncidentEvent.Worsened, IncidentStatus.Escalated, "flowwatch", note)],
        Baseline = new IncidentBaseline(1, []),
        LookAt = Window.To,
    };

    private static Notice NoticeOf() => new()
    {
        Target = "production-eu",
        Fingerprint = "f",
        Topic = "console",
        Sequence = 2,
        Reason = NoticeReason.Escalated,
        Severity = Severity.Critical,
        Detection = "PORT_SCAN",
        Place = 0,
        MadeAt = Window.To,
        DueAt = Window.To,
    };
}
