using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Writes hours as one short text.</summary>
internal sealed class HourBitsConverter : JsonConverter<HourBits>
{
    public override HourBits Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => HourBits.Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, HourBits value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
