using System.Collections;
using System.Text.Json;
using Amazon.Runtime;

namespace Amazon.Compat.Protocol;

/// <summary>Shapes as JSON 1.1: members in camel case, times as milliseconds since 1970 (as CloudWatch Logs has them), absent members left out.</summary>
internal static class JsonShape
{
    public static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text: writer.WriteStringValue(text); break;
            case ConstantClass constant: writer.WriteStringValue(constant.Value); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case DateTime time: writer.WriteNumberValue((long)(time.ToUniversalTime() - DateTime.UnixEpoch).TotalMilliseconds); break;
            case IDictionary map: WriteMap(writer, map); break;
            case IList list: WriteList(writer, list); break;
            default: WriteStructure(writer, value); break;
        }
    }

    public static void ReadInto(object structure, JsonElement json)
    {
        foreach (var member in Shape.Members(structure.GetType()))
        {
            if (json.TryGetProperty(Name(member.Name), out var value) && value.ValueKind != JsonValueKind.Null)
                member.SetValue(structure, Read(member.PropertyType, value));
        }
    }

    private static object Read(Type type, JsonElement json)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return json.GetString();
        if (type == typeof(bool)) return json.GetBoolean();
        if (type == typeof(int)) return json.GetInt32();
        if (type == typeof(long)) return json.GetInt64();
        if (type == typeof(double)) return json.GetDouble();
        if (type == typeof(DateTime)) return DateTime.UnixEpoch.AddMilliseconds(json.GetInt64());
        if (type.IsSubclassOf(typeof(ConstantClass))) return Constants.Find(type, json.GetString());
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            var list = (IList)Activator.CreateInstance(type);
            foreach (var item in json.EnumerateArray()) list.Add(Read(type.GenericTypeArguments[0], item));
            return list;
        }

        var structure = Activator.CreateInstance(type);
        ReadInto(structure, json);
        return structure;
    }

    private static void WriteStructure(Utf8JsonWriter writer, object structure)
    {
        writer.WriteStartObject();
        foreach (var member in Shape.Members(structure.GetType()))
        {
            if (member.GetValue(structure) is not { } value) continue;
            writer.WritePropertyName(Name(member.Name));
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IList list)
    {
        writer.WriteStartArray();
        foreach (var item in list) Write(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName((string)entry.Key);
            Write(writer, entry.Value);
        }

        writer.WriteEndObject();
    }

    private static string Name(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
