using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Sns;

/// <summary>What SNS takes for a message, with the errors it gives otherwise.</summary>
internal static partial class MessageRules
{
    /// <summary>The most bytes of text and attributes together, of one message or of a batch.</summary>
    public const int MaximumBytes = 262_144;

    private const int MaximumSubject = 100;
    private const int MaximumAttributeName = 256;

    /// <summary>The attributes of a message.</summary>
    /// <exception cref="SimulatedServiceException">An attribute is wrong.</exception>
    public static Dictionary<string, SimulatedAttributeValue> Attributes(FormParameters form)
    {
        var attributes = new Dictionary<string, SimulatedAttributeValue>(StringComparer.Ordinal);
        foreach (var entry in form.Structures("MessageAttributes.entry"))
        {
            var name = entry["Name"] ?? "";
            var type = entry["Value.DataType"] ?? "";
            var value = entry["Value.StringValue"] ?? entry["Value.BinaryValue"] ?? "";
            CheckAttribute(name, type, value);
            if (!attributes.TryAdd(name, new SimulatedAttributeValue(type, value))) throw Invalid($"MessageAttributes Reason: Duplicate attribute name {name}");
        }

        return attributes;
    }

    /// <summary>Whether a message may be published.</summary>
    /// <exception cref="SimulatedServiceException">InvalidParameter.</exception>
    public static void Check(FormParameters form, IReadOnlyDictionary<string, SimulatedAttributeValue> attributes)
    {
        var message = form["Message"];
        if (string.IsNullOrEmpty(message)) throw Invalid("Empty message");
        if (Size(message, attributes) > MaximumBytes) throw Invalid("Message too long");
        if (form["Subject"] is { } subject && !IsSubject(subject)) throw Invalid("Subject");
        if (form["MessageStructure"] == "json") CheckStructure(message);
    }

    /// <summary>The bytes that count: the text, and of each attribute its name, type and value.</summary>
    public static int Size(string message, IReadOnlyDictionary<string, SimulatedAttributeValue> attributes) =>
        Encoding.UTF8.GetByteCount(message)
        + attributes.Sum(each => Encoding.UTF8.GetByteCount(each.Key) + Encoding.UTF8.GetByteCount(each.Value.DataType) + Encoding.UTF8.GetByteCount(each.Value.Value));

    /// <summary>The error for a wrong parameter.</summary>
    public static SimulatedServiceException Invalid(string what) => new("InvalidParameter", "Invalid parameter: " + what);

    private static bool IsSubject(string subject) =>
        subject.Length is > 0 and <= MaximumSubject
        && subject.All(each => each is >= ' ' and <= '~')
        && subject[0] != ' ';

    private static void CheckStructure(string message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("default", out var text)
                && text.ValueKind == JsonValueKind.String) return;
        }
        catch (JsonException)
        {
            throw Invalid("Message Structure - JSON message body failed to parse");
        }

        throw Invalid("Message Structure - No default entry in JSON message body");
    }

    private static void CheckAttribute(string name, string type, string value)
    {
        if (name.Length is 0 or > MaximumAttributeName || !AttributeName().IsMatch(name)
            || name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase))
        {
            throw WrongValue($"The message attribute name '{name}' is not allowed.");
        }

        var plain = type == "String.Array" ? type : type.Split('.')[0];
        if (plain is not ("String" or "String.Array" or "Number" or "Binary"))
        {
            throw WrongValue($"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.");
        }

        if (value.Length == 0)
        {
            throw WrongValue($"The message attribute '{name}' must contain non-empty message attribute value for message attribute type '{type}'.");
        }

        if (plain == "Number" && !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw WrongValue($"Could not cast message attribute '{name}' value to number.");
        }

        if (plain == "String.Array" && !IsArray(value)) throw WrongValue($"The message attribute '{name}' is not a valid JSON array.");
    }

    private static bool IsArray(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return document.RootElement.ValueKind == JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static SimulatedServiceException WrongValue(string message) => new("ParameterValueInvalid", message);

    [GeneratedRegex(@"^[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]+)*$")]
    private static partial Regex AttributeName();
}
