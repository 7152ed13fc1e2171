using System.Text;
using System.Text.Json;

namespace FlowWatch.Core.FlowLogs;

/// <summary>
/// Takes flow log lines out of the JSON they travel in: <c>{"message": …}</c> or <c>{"@message": …}</c>, the envelope of a
/// CloudWatch Logs subscription (<c>logEvents</c>), and the output of filter-log-events or get-log-events (<c>events</c>).
/// </summary>
public static class FlowLogEnvelope
{
    /// <summary>
    /// The lines in the text, which may be several JSON documents one after the other. All or nothing: false, and no lines,
    /// when any part of the text is something else. Never throws.
    /// </summary>
    /// <remarks>The control message by which a subscription tests its destination is an envelope without lines.</remarks>
    public static bool TryUnwrap(string text, out IReadOnlyList<string> lines)
    {
        lines = [];
        if (text is null || !text.AsSpan().TrimStart(" \t\r\n\uFEFF").StartsWith('{'))
        {
            return false;
        }

        var found = new List<string>();
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                using var document = JsonDocument.ParseValue(ref reader);
                if (!TryUnwrap(document.RootElement, found))
                {
                    return false;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // Text that is well-formed JSON but not Unicode: half of a surrogate pair.
            return false;
        }

        lines = found;
        return true;
    }

    private static bool TryUnwrap(JsonElement document, List<string> lines)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        if (document.TryGetProperty("messageType", out var type) && type.ValueKind == JsonValueKind.String
            && type.ValueEquals("CONTROL_MESSAGE"))
        {
            return true;
        }

        if (!document.TryGetProperty("logEvents", out var events) && !document.TryGetProperty("events", out events))
        {
            return TryTakeMessage(document, lines);
        }

        if (events.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var item in events.EnumerateArray())
        {
            if (!TryTakeMessage(item, lines))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryTakeMessage(JsonElement item, List<string> lines)
    {
        if (item.ValueKind != JsonValueKind.Object
            || !(item.TryGetProperty("message", out var message) || item.TryGetProperty("@message", out message))
            || message.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        lines.Add(message.GetString() ?? "");
        return true;
    }
}
