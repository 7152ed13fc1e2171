using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts;

/// <summary>
/// Makes the message that tells people of a finding. Whatever comes from logs is made visible in the text, character by character, and
/// stands on one line; the JSON has it as it is, in JSON's own escapes (<c>docs/schemas/alert.schema.json</c>).
/// </summary>
public static class FindingMessage
{
    /// <summary>Version of the JSON's shape; the first number is raised when a property changes its meaning or goes away.</summary>
    public const string CurrentSchemaVersion = "1.0";

    /// <summary>The message.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="target">The target it was found in.</param>
    /// <param name="window">The window that was judged. With the fingerprint it makes the message's id, so that judging it again makes no second message.</param>
    /// <param name="metadata">What its detection is; null where nobody knows.</param>
    /// <param name="traceId">The run's W3C trace id; null where there is none.</param>
    /// <param name="format">The format of the target's flow log, for the query; null takes the target's setting, and without it the default format.</param>
    public static AlertMessage Of(Finding finding, MonitoredTarget target, TimeWindow window, DetectionMetadata? metadata, string? traceId, FlowLogFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(window);
        var id = $"{finding.Fingerprint}-{Stamp(window.From)}-{Stamp(window.To)}";
        var level = AlertRouting.LevelOf(metadata);
        var known = format ?? (target.LogFormat is { } text ? FlowLogFormat.ParseLogFormat(text).Format : null);
        var query = PastableQuery.For(finding, metadata, known);
        return new AlertMessage
        {
            Id = id,
            Title = VisibleText.Of($"{ReportWords.Of(finding.Severity)}: {finding.Title} by {finding.Source} in {target.Name}"),
            Text = Text(finding, target, level, metadata, query, known is null, traceId),
            Json = Json(id, finding, target, window, level, metadata, query, traceId),
            Severity = finding.Severity,
            Level = level,
            Attributes = Attributes(finding, target, traceId),
        };
    }

    private static Dictionary<string, string> Attributes(Finding finding, MonitoredTarget target, string? traceId)
    {
        var attributes = new Dictionary<string, string>
        {
            ["severity"] = ReportWords.Of(finding.Severity),
            ["detection"] = finding.Detection,
            ["environment"] = target.Environment,
            ["target"] = target.Name,
            ["fingerprint"] = finding.Fingerprint,
        };
        if (traceId is not null) attributes["traceId"] = traceId;
        return attributes;
    }

    private static string Text(Finding finding, MonitoredTarget target, EscalationLevel level, DetectionMetadata? metadata, string? query, bool isFormatUnknown, string? traceId)
    {
        var text = new StringBuilder();
        Line($"{ReportWords.Of(finding.Severity).ToUpperInvariant()}: {finding.Title}");
        Line(finding.Summary);
        Line("");
        Line($"Target: {target.Name} (environment {target.Environment}, account {target.Account}, {target.Region})");
        Line($"Source: {finding.Source}");
        Line($"Certainty of the source: {ReportWords.Of(finding.Certainty)}");
        Line($"Targets of the traffic: {ReportWords.Targets(finding)}");
        Line($"Seen: {ReportWords.Window(finding.Window)}");
        foreach (var count in finding.Evidence.Counts)
        {
            Line($"{ReportWords.CountName(count.Name)}: {ReadableNumber.Amount(count.Value, count.Unit)}{(count.Threshold is { } threshold ? $" (threshold {ReadableNumber.Amount(threshold, count.Unit)})" : "")}");
        }

        Line(string.Create(CultureInfo.InvariantCulture, $"Detection: {finding.Detection} version {finding.DetectionVersion}"));
        Line(string.Create(CultureInfo.InvariantCulture, $"Escalation: level {(int)level}, {Words(level)}"));
        Line($"Fingerprint: {finding.Fingerprint}");
        if (traceId is not null) Line($"Trace id: {traceId}");
        if (metadata is not null)
        {
            Line("");
            Line("Why it matters");
            Line(metadata.Risk);
            Line("");
            Line("What to do");
            foreach (var (index, step) in metadata.NextSteps.Index()) Line(string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {step}"));
        }

        if (query is not null)
        {
            Line("");
            Line($"Logs Insights query, for {target.LogGroup} in {target.Region} from {ReportWords.Moment(finding.Window.From)} to {ReportWords.Moment(finding.Window.To)}");
            if (isFormatUnknown && !query.StartsWith("parse ", StringComparison.Ordinal)) Line("(It fits the default format. For a custom one put first: parse @message \"* * …\" as the names of its fields.)");
            // FlowWatch's own lines; the only thing of the log's in it is an address in its canonical spelling.
            foreach (var line in query.ReplaceLineEndings("\n").Split('\n')) Line(line);
        }

        return text.ToString();

        void Line(string line) => text.Append(VisibleText.Of(line)).Append('\n');
    }

    private static string Json(string id, Finding finding, MonitoredTarget target, TimeWindow window, EscalationLevel level, DetectionMetadata? metadata, string? query, string? traceId)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ReportJson.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", CurrentSchemaVersion);
            json.WriteString("id", id);
            json.WriteString("traceId", traceId);
            json.WriteNumber("escalationLevel", (int)level);
            json.WriteStartObject("target");
            json.WriteString("name", target.Name);
            json.WriteString("environment", target.Environment);
            json.WriteString("account", target.Account);
            json.WriteString("region", target.Region);
            json.WriteString("logGroup", target.LogGroup);
            json.WriteEndObject();
            ReportJson.WriteWindow(json, "window", window);
            json.WriteString("query", query);
            json.WritePropertyName("finding");
            FindingJson.Write(json, finding, metadata);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Words(EscalationLevel level) => level switch
    {
        EscalationLevel.Operations => "operations",
        EscalationLevel.Security => "security",
        EscalationLevel.Network => "network",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };

    // Letters and digits only: receivers use the id as it is. To the second, or finer where the window is.
    private static string Stamp(DateTimeOffset instant) => instant.UtcDateTime.ToString(instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyyMMdd'T'HHmmss'Z'" : "yyyyMMdd'T'HHmmssfffffff'Z'", CultureInfo.InvariantCulture);
}
