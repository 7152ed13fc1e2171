using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts;

/// <summary>Makes the message that <c>flowwatch doctor --send-test</c> sends: the only way to know that alerts arrive. The JSON is <c>docs/schemas/test-alert.schema.json</c>.</summary>
public static class TestMessage
{
    /// <summary>Version of the JSON's shape; the first number is raised when a property changes its meaning or goes away.</summary>
    public const string CurrentSchemaVersion = "1.0";

    /// <summary>The message.</summary>
    /// <param name="target">The target whose alerts go there.</param>
    /// <param name="now">When it is sent; with the target it makes the message's id, to the second.</param>
    public static AlertMessage Of(MonitoredTarget target, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(target);
        var id = string.Create(CultureInfo.InvariantCulture, $"test-{target.Name}-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        return new AlertMessage
        {
            Id = id,
            Title = VisibleText.Of($"FlowWatch: test message of {target.Name}"),
            Text = VisibleText.Of($"This is a test that flowwatch doctor sent for target {target.Name} at {ReportWords.Moment(now)}. Alerts of FlowWatch come here. There is nothing to do.") + "\n",
            Json = Json(id, target, now),
            Severity = Severity.Informational,
            Level = EscalationLevel.Operations,
            Attributes = new Dictionary<string, string> { ["severity"] = ReportWords.Of(Severity.Informational), ["reason"] = "test", ["environment"] = target.Environment, ["target"] = target.Name, ["fingerprint"] = id, ["sequence"] = "1" },
        };
    }

    private static string Json(string id, MonitoredTarget target, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ReportJson.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", CurrentSchemaVersion);
            json.WriteString("id", id);
            json.WriteString("reason", "test");
            json.WriteString("target", target.Name);
            json.WriteString("environment", target.Environment);
            json.WriteString("sentAt", ReportWords.Iso(now));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
