using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Targets;

/// <summary>Makes the JSON schema of the settings from the catalog and from the <c>[Setting]</c> attributes of the detections.</summary>
internal static class SettingsSchema
{
    private const string NetworkPattern = "^[0-9a-fA-F.:]+(/[0-9]{1,3})?$";

    private static readonly string[] NarrowingNames = ["source", "target", "port", "detection"];

    public static JsonObject Create()
    {
        var root = Group("");
        var properties = root["properties"]!.AsObject();
        properties.Insert(0, "$schema", new JsonObject { ["type"] = "string", ["description"] = "This schema, for editors." });
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:flowwatch:settings:1",
            ["title"] = "FlowWatch settings",
            ["description"] = "The settings file of FlowWatch (JSON with comments and trailing commas). The same names work in environment variables: FlowWatch__targets__0__name. docs/configuration.md explains them.",
            ["type"] = root["type"]!.DeepClone(),
            ["additionalProperties"] = false,
            ["properties"] = properties.DeepClone(),
            ["$defs"] = new JsonObject
            {
                ["network"] = new JsonObject { ["type"] = "string", ["pattern"] = NetworkPattern, ["description"] = "A network in CIDR notation without host bits, or an address." },
                ["detections"] = Detections(),
                ["thresholdRule"] = Group("thresholdRules[]"),
                ["suppression"] = Suppression(),
            },
        };
    }

    private static JsonObject Group(string parent)
    {
        var members = SettingCatalog.All.Where(setting => setting.Parent == parent).ToList();
        var group = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (members.Any(setting => setting.IsRequired)) group["required"] = new JsonArray([.. members.Where(setting => setting.IsRequired).Select(setting => (JsonNode)setting.Name)]);
        var properties = new JsonObject();
        foreach (var setting in members) properties[setting.Name.Replace("[]", "", StringComparison.Ordinal)] = Member(setting);
        group["properties"] = properties;
        return group;
    }

    private static JsonObject Member(SettingDefinition setting)
    {
        var member = Value(setting);
        var unit = setting.Unit.Length == 0 ? "" : $" Unit: {setting.Unit}.";
        var fallback = setting.Default is { Length: > 0 } text ? $" Default: {text}." : "";
        member["description"] = $"{setting.What}{unit}{fallback} {setting.Why}";
        if (setting.Example is { } example) member["examples"] = new JsonArray(setting.Shape switch { SettingShape.WholeNumber => JsonNode.Parse(example), SettingShape.Texts => new JsonArray(example), _ => example });
        return member;
    }

    private static JsonObject Value(SettingDefinition setting)
    {
        if (setting.SameAs == "detections" || setting.Path == "detections") return Reference("detections");
        if (setting.Name == "thresholdRules[]") return List(Reference("thresholdRule"));
        if (setting.Name == "suppressions[]") return List(Reference("suppression"));
        if (setting.Unit == "network") return setting.Shape == SettingShape.Texts ? List(Reference("network")) : Reference("network");
        switch (setting.Shape)
        {
            case SettingShape.Group:
                return Group(setting.Path);
            case SettingShape.Groups:
                return List(Group(setting.Path));
            case SettingShape.Texts:
                return List(new JsonObject { ["type"] = "string", ["pattern"] = Anchored(setting.Pattern!) });
            case SettingShape.Switch:
                return new JsonObject { ["type"] = "boolean", ["default"] = setting.Default == "true" };
            case SettingShape.Choice:
                var choice = new JsonObject { ["enum"] = new JsonArray([.. setting.Choices.Select(one => (JsonNode)one)]) };
                if (setting.Default is { } chosen) choice["default"] = chosen;
                return choice;
            case SettingShape.WholeNumber or SettingShape.Number:
                var number = new JsonObject { ["type"] = setting.Shape == SettingShape.Number ? "number" : "integer", ["minimum"] = setting.Minimum, ["maximum"] = setting.Maximum };
                if (setting.Default is { } value) number["default"] = decimal.Parse(value, CultureInfo.InvariantCulture);
                return number;
            default:
                var text = new JsonObject { ["type"] = "string" };
                if (setting.Shape == SettingShape.LengthOfTime) text["pattern"] = "^[1-9][0-9]{0,4}[smhd]$";
                else if (setting.Pattern is { } pattern) text["pattern"] = Anchored(pattern);
                else if (setting.IsRequired) text["minLength"] = 1;
                if (setting.Default is { } usual && !usual.Contains('{', StringComparison.Ordinal)) text["default"] = usual;
                if (setting is { Pattern: null, Maximum: { } longest, Shape: SettingShape.Text }) text["maxLength"] = longest;
                return text;
        }
    }

    private static JsonObject Detections()
    {
        var detections = new JsonObject();
        foreach (var property in typeof(DetectionOptions).GetProperties())
        {
            var settings = property.PropertyType.GetProperties().Where(one => one.IsDefined(typeof(SettingAttribute))).ToList();
            if (settings.Count == 0) continue;
            var members = new JsonObject();
            foreach (var setting in settings) members[JsonNamingPolicy.CamelCase.ConvertName(setting.Name)] = Threshold(setting, property.GetValue(new DetectionOptions())!);
            detections[JsonNamingPolicy.SnakeCaseUpper.ConvertName(property.Name)] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = members };
        }

        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = detections };
    }

    private static JsonObject Threshold(PropertyInfo property, object options)
    {
        var setting = property.GetCustomAttribute<SettingAttribute>()!;
        JsonObject member;
        if (property.GetValue(options) is IReadOnlyList<long> ports)
        {
            member = List(new JsonObject { ["type"] = "integer", ["minimum"] = setting.Minimum, ["maximum"] = ushort.MaxValue });
            member["minItems"] = 1;
            member["default"] = new JsonArray([.. ports.Select(port => (JsonNode)port)]);
        }
        else
        {
            member = new JsonObject { ["type"] = "integer", ["minimum"] = setting.Minimum };
            if (setting.Maximum != long.MaxValue) member["maximum"] = setting.Maximum;
            if (setting.Step != 1) member["multipleOf"] = setting.Step;
            member["default"] = (long)property.GetValue(options)!;
        }

        member["description"] = $"Unit: {setting.Unit}. Default: {DetectionSettings.List(new DetectionOptions()).First(one => one.Reason == setting.Reason && one.Name.Equals(property.Name, StringComparison.OrdinalIgnoreCase)).Value}. Fires: {setting.Direction}. {setting.Reason}";
        return member;
    }

    private static JsonObject Suppression()
    {
        var suppression = Group("suppressions[]");
        suppression["anyOf"] = new JsonArray([.. NarrowingNames.Select(name => new JsonObject { ["required"] = new JsonArray(name) })]);
        return suppression;
    }

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static string Anchored(string pattern) => $"^(?:{pattern})$";
}
