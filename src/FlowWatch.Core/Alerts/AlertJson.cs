using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Alerts;

/// <summary>
/// An alert as one JSON object on one line, for channels that carry JSON: id, title, severity, level, attributes, the text for people and the
/// alert itself. Where that is too long, the text is left out first and then the alert; the object says so in <c>leftOut</c>.
/// </summary>
public static class AlertJson
{
    // ASCII only: nothing in it can turn the direction of text or steer a terminal.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The bytes in UTF-8, without a line break at the end.</summary>
    /// <param name="message">The alert.</param>
    /// <param name="limit">The most bytes; no fewer than 16,384.</param>
    public static byte[] Of(AlertMessage message, int limit)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 16_384);
        var whole = Write(message, withText: true, withAlert: true);
        if (whole.Length <= limit) return whole;
        var withoutText = Write(message, withText: false, withAlert: true);
        return withoutText.Length <= limit ? withoutText : Write(message, withText: false, withAlert: false);
    }

    private static byte[] Write(AlertMessage message, bool withText, bool withAlert)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("id", Short(message.Id, 200));
            json.WriteString("title", Short(message.Title, 500));
            json.WriteString("severity", ReportWords.Of(message.Severity));
            json.WriteNumber("escalationLevel", (int)message.Level);
            json.WriteStartObject("attributes");
            foreach (var (name, value) in message.Attributes.OrderBy(one => one.Key, StringComparer.Ordinal).Take(20)) json.WriteString(Short(name, 60), Short(value, 200));
            json.WriteEndObject();
            if (withText) json.WriteString("text", Sound(message.Text));
            json.WritePropertyName("alert");
            if (withAlert && IsJson(message.Json)) WriteCompact(json, message.Json);
            else json.WriteNullValue();
            if (!withText || !withAlert) json.WriteString("leftOut", withAlert ? "text" : "text and alert");
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteCompact(Utf8JsonWriter json, string text)
    {
        using var document = JsonDocument.Parse(text);
        document.RootElement.WriteTo(json);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Short(string text, int most) => VisibleText.Of(text.Length <= most ? text : text[..most] + "…");

    // Half a surrogate pair is no character; the JSON would have a replacement in its place. Lines stay lines.
    private static string Sound(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return new StringBuilder().AppendJoin('\n', lines.Select(VisibleText.Of)).ToString();
    }
}
