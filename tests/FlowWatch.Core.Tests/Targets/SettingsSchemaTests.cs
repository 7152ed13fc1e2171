using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Configuration;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Targets;

/// <summary>docs/schemas/flowwatch.schema.json is made from the settings themselves; <c>UPDATE_GOLDEN=1 dotnet test</c> writes it anew.</summary>
public class SettingsSchemaTests
{
    private static readonly string SchemaFile = GoldenFile.Repository("docs", "schemas", "flowwatch.schema.json");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void Schema_File_IsWhatTheSettingsAre()
    {
        var schema = SettingsSchema.Create().ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(SchemaFile, schema);

        Assert.Equal(schema, File.ReadAllText(SchemaFile));
    }

    [Theory]
    [InlineData("flowwatch.json")]
    [InlineData("targets.json")]
    public void Samples_FitTheSchemaAndTheReader(string sample)
    {
        var text = File.ReadAllText(GoldenFile.Repository("samples", sample));

        Assert.Empty(Misfits(JsonNode.Parse(text, documentOptions: Lenient)));
        Assert.Empty(Settings.Read(text).Problems);
        Assert.Equal("../docs/schemas/flowwatch.schema.json", (string?)JsonNode.Parse(text, documentOptions: Lenient)!["$schema"]);
    }

    [Fact]
    public void Sample_OfShared_HasEverySettingAtItsDefault()
    {
        var reading = Settings.Read(File.ReadAllText(GoldenFile.Repository("samples", "flowwatch.json")));
        var defaults = FlowWatchSettingsReader.Read();

        var given = reading.Values.Where(value => value.Origin.Kind == SettingOriginKind.File).ToList();
        Assert.All(given.Where(value => !value.Path.StartsWith("suppressions", StringComparison.Ordinal)), value => Assert.Equal(defaults.Value(value.Path).Value, value.Value));
        Assert.Equal(defaults.Values.Where(value => value.Value is not null).Select(value => value.Path), given.Select(value => value.Path).Where(path => !path.StartsWith("suppressions", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sample_OfShared_SaysUnitDefaultDirectionAndReasonOfEachThreshold()
    {
        var lines = File.ReadAllLines(GoldenFile.Repository("samples", "flowwatch.json"));
        var comments = string.Join(' ', lines.Select(line => line.Trim()).Where(line => line.StartsWith("//", StringComparison.Ordinal)).Select(line => line[2..].Trim()));
        var schema = SettingsSchema.Create()["$defs"]!["detections"]!["properties"]!.AsObject();

        Assert.All(
            schema.SelectMany(detection => detection.Value!["properties"]!.AsObject()).Select(setting => (string)setting.Value!["description"]!),
            description => Assert.Contains(description, comments, StringComparison.Ordinal));
    }

    [Fact]
    public void Sample_OfTargets_HasGoodOnes()
    {
        var settings = Settings.Good(File.ReadAllText(GoldenFile.Repository("samples", "targets.json")));

        Assert.Equal(["production-eu", "staging-us"], settings.Targets.Select(target => target.Name));
        Assert.Equal(CredentialMode.Federated, settings.Credentials.Mode);
    }

    // An editor must warn of what the reader refuses, where a schema can say it.
    [Theory]
    [InlineData("""{ "deploymnt": "x" }""")]
    [InlineData("""{ "deployment": "a b" }""")]
    [InlineData("""{ "insights": { "concurrentQueries": 0 } }""")]
    [InlineData("""{ "insights": { "queryDeadline": "10" } }""")]
    [InlineData("""{ "credentials": { "mode": "azure" } }""")]
    [InlineData("""{ "internalNetworks": ["ten"] }""")]
    [InlineData("""{ "detections": { "PORT_SCAN": { "distinctPort": 1 } } }""")]
    [InlineData("""{ "detections": { "HIGH_TRAFFIC_VOLUME": { "windowMinutes": 17 } } }""")]
    [InlineData("""{ "detections": { "BRUTE_FORCE": { "ports": [] } } }""")]
    [InlineData("""{ "suppressions": [ { "name": "n", "owner": "o", "reason": "r", "expires": "2027-12-31" } ] }""")]
    [InlineData("""{ "targets": [ { "name": "x" } ] }""")]
    [InlineData("""{ "targets": [ { "name": "x", "environment": "e", "account": "1", "region": "eu-central-1" } ] }""")]
    [InlineData("""{ "targets": [ { "name": "x", "environment": "e", "account": "111111111111", "region": "eu-central-1", "archive": { "bucket": "A" } } ] }""")]
    public void Schema_Mistake_FitsNeitherSchemaNorReader(string json)
    {
        Assert.NotEmpty(Misfits(JsonNode.Parse(json)));
        Assert.NotEmpty(Settings.Read(json).Problems);
    }

    private static List<string> Misfits(JsonNode? value)
    {
        var misfits = new List<string>();
        // As a file holds it: numbers of one kind.
        var root = JsonNode.Parse(SettingsSchema.Create().ToJsonString())!.AsObject();
        Check("$", root, value);
        return misfits;

        // Just enough of JSON Schema for this one file.
        void Check(string path, JsonObject schema, JsonNode? node)
        {
            if ((string?)schema["$ref"] is { } reference) Check(path, root["$defs"]![reference["#/$defs/".Length..]]!.AsObject(), node);
            if (schema["anyOf"] is JsonArray choices && !choices.Any(choice => choice!["required"]!.AsArray().All(name => node!.AsObject().ContainsKey((string)name!)))) misfits.Add($"{path}: none of anyOf");
            if (schema["enum"] is JsonArray values && !values.Any(allowed => JsonNode.DeepEquals(allowed, node))) misfits.Add($"{path}: not one of the choices");
            if ((string?)schema["type"] is { } type && !Is(type, node)) misfits.Add($"{path}: not of type {type}");
            else if (node is JsonValue one && one.GetValueKind() == JsonValueKind.String)
            {
                if ((string?)schema["pattern"] is { } pattern && !Regex.IsMatch((string)node!, pattern)) misfits.Add($"{path}: does not match {pattern}");
                if ((int?)schema["minLength"] > ((string)node!).Length) misfits.Add($"{path}: too short");
            }
            else if (node is JsonValue number && number.GetValueKind() == JsonValueKind.Number)
            {
                var amount = (decimal)number;
                if (amount < (decimal?)schema["minimum"] || amount > (decimal?)schema["maximum"] || amount % ((decimal?)schema["multipleOf"] ?? amount + 1) is not 0 && schema.ContainsKey("multipleOf")) misfits.Add($"{path}: out of range");
            }
            else if (node is JsonArray list)
            {
                if ((int?)schema["minItems"] > list.Count) misfits.Add($"{path}: too few");
                foreach (var (index, item) in list.Index()) Check($"{path}[{index}]", schema["items"]!.AsObject(), item);
            }
            else if (node is JsonObject members && schema["properties"] is JsonObject properties)
            {
                misfits.AddRange(members.Where(member => !properties.ContainsKey(member.Key)).Select(member => $"{path}.{member.Key}: unknown"));
                misfits.AddRange((schema["required"]?.AsArray() ?? []).Where(name => !members.ContainsKey((string)name!)).Select(name => $"{path}.{name}: missing"));
                foreach (var (name, member) in members.Where(member => properties.ContainsKey(member.Key))) Check($"{path}.{name}", properties[name]!.AsObject(), member);
            }
        }

        static bool Is(string type, JsonNode? node) => (type, node?.GetValueKind()) switch
        {
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => (decimal)node! % 1 == 0,
            _ => false,
        };
    }
}
