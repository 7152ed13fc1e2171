using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlowWatch.Core.Reports;

namespace FlowWatch.Functions.Http.Api;

/// <summary>Writes instants as reports do: ISO 8601 in UTC with <c>Z</c>.</summary>
internal sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.Parse(reader.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(ReportWords.Iso(value));
}
