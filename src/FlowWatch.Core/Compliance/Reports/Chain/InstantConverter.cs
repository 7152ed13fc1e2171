using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>Instants in ISO 8601 and UTC, always written the same way.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : throw new JsonException("Not an instant.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(ReportWords.Iso(value));
}
