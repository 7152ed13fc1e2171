using System.Text.Json;
using System.Text.Json.Serialization;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Reports;

/// <summary>Writes findings into any JSON as reports write them: <c>docs/schemas/scan-report.schema.json#/$defs/finding</c>.</summary>
public sealed class FindingJsonConverter : JsonConverter<Finding>
{
    /// <summary>Findings are written here and not read.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Finding Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Findings are not read from the JSON of reports.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Finding value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        FindingJson.Write(writer, value, DetectionCatalog.Default.Find(value.Detection)?.Metadata);
    }
}
