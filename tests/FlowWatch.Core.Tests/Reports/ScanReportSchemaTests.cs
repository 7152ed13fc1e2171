using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowWatch.Core.Tests.Reports;

public class ScanReportSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(GoldenFile.Repository("docs", "schemas", "scan-report.schema.json")))!.AsObject();

    [Fact]
    public async Task Json_RichReport_HasExactlyThePropertiesOfTheSchema()
    {
        var report = JsonNode.Parse(await ReportFixture.WriteAsync("json", ReportFixture.Rich))!;
        var seen = new HashSet<string>();

        Check("report", Schema, report, seen);

        Assert.Equal(Described().Except(["findingLine.schemaVersion"]).Order(), seen.Order());
    }

    [Fact]
    public async Task Json_EmptyReport_FitsTheSchema()
    {
        var report = JsonNode.Parse(await ReportFixture.WriteAsync("json", ReportFixture.Empty))!;

        Check("report", Schema, report, []);

        Assert.Empty(report["findings"]!.AsArray());
        Assert.Equal("schemaVersion", report.AsObject().First().Key);
    }

    [Fact]
    public async Task Ndjson_EveryLine_FitsTheSchema()
    {
        var lines = Encoding.UTF8.GetString(await ReportFixture.WriteAsync("ndjson", ReportFixture.Rich)).TrimEnd('\n').Split('\n');

        Assert.Equal(ReportFixture.Rich.Findings.Count, lines.Length);
        foreach (var line in lines)
        {
            var finding = JsonNode.Parse(line)!.AsObject();
            Assert.Equal("1.0", (string?)finding["schemaVersion"]);
            finding.Remove("schemaVersion");
            Check("finding", Definition("finding"), finding, []);
        }
    }

    [Fact]
    public async Task Ndjson_Finding_IsTheSameObjectAsInJson()
    {
        var inJson = JsonNode.Parse(await ReportFixture.WriteAsync("json", ReportFixture.Rich))!["findings"]![0]!;
        var line = Encoding.UTF8.GetString(await ReportFixture.WriteAsync("ndjson", ReportFixture.Rich)).Split('\n')[0];
        var inNdjson = JsonNode.Parse(line)!.AsObject();
        inNdjson.Remove("schemaVersion");

        Assert.True(JsonNode.DeepEquals(inJson, inNdjson));
    }

    private static IEnumerable<string> Described() =>
        Schema["$defs"]!.AsObject().Select(definition => (definition.Key, definition.Value))
            .Prepend(("report", Schema))
            .SelectMany(definition => definition.Value!.AsObject()["properties"]?.AsObject().Select(property => $"{definition.Item1}.{property.Key}") ?? []);

    private static JsonObject Definition(string name) => Schema["$defs"]![name]!.AsObject();

    // Just enough of JSON Schema for this one file: $ref, anyOf, type, enum, required and properties.
    private static void Check(string name, JsonObject schema, JsonNode? value, HashSet<string> seen)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            var definition = reference["#/$defs/".Length..];
            Check(definition, Definition(definition), value, seen);
        }

        if (schema["anyOf"] is JsonArray choices)
        {
            var choice = choices.Single(choice => value is null == ((string?)choice!["type"] == "null"));
            Check(name, choice!.AsObject(), value, seen);
        }

        if (schema["enum"] is JsonArray values)
        {
            Assert.Contains(values, allowed => JsonNode.DeepEquals(allowed, value));
        }

        if (schema["type"] is { } type)
        {
            var kinds = type is JsonArray several ? several.Select(kind => (string)kind!) : [(string)type!];
            Assert.Contains(Kind(value), kinds.SelectMany(kind => kind == "number" ? ["number", "integer"] : new[] { kind }));
        }

        if (schema["properties"] is JsonObject properties)
        {
            var written = value!.AsObject();
            Assert.Empty(written.Select(property => property.Key).Except(properties.Select(property => property.Key)));
            Assert.Empty(schema["required"]!.AsArray().Select(required => (string)required!).Except(written.Select(property => property.Key)));
            foreach (var (key, child) in written)
            {
                seen.Add($"{name}.{key}");
                Check($"{name}.{key}", properties[key]!.AsObject(), child, seen);
            }
        }

        if (schema["items"] is JsonObject items)
        {
            foreach (var item in value!.AsArray())
            {
                Check(name, items, item, seen);
            }
        }
    }

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        var kind => kind.ToString()!,
    };
}
