using System.Globalization;

namespace FlowWatch.Core.Configuration;

/// <summary>Reads settings from environment variables, named as .NET and Azure app settings name them: <c>FlowWatch__targets__0__name</c>.</summary>
public static class EnvironmentSettings
{
    /// <summary>The section of the configuration that is FlowWatch's.</summary>
    public const string Section = "FlowWatch";

    private static readonly string[] Separators = ["__", ":"];

    /// <summary>The settings among some environment variables. Others are passed over.</summary>
    /// <param name="variables">Names and values.</param>
    public static SettingsLayer Parse(IEnumerable<KeyValuePair<string, string>> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var problems = new List<ConfigurationProblem>();
        var names = new List<string>();
        var root = new SettingNode("", SettingNodeKind.Branch, new SettingOrigin(SettingOriginKind.Environment, $"{Section}__"));
        // In the order of their names, so that problems are told in the same order on every machine.
        foreach (var (name, value) in variables.Where(variable => IsOurs(variable.Key)).OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            names.Add(name);
            var origin = new SettingOrigin(SettingOriginKind.Environment, ShownValue.Plain(name));
            var parts = name.Split(Separators, StringSplitOptions.None)[1..];
            if (parts.Any(part => part.Length == 0))
            {
                problems.Add(new ConfigurationProblem("", origin, $"an empty part in the name; write it as {Section}__deployment or {Section}__targets__0__name"));
            }
            else if (!Put(root, parts, new SettingNode(parts[^1], value.Length == 0 ? SettingNodeKind.Null : SettingNodeKind.Raw, origin, value.Length == 0 ? null : value)))
            {
                problems.Add(new ConfigurationProblem(Path(parts), origin, "given twice, by variables whose names differ in case only, or both as a value and in parts; unset one"));
            }
        }

        return new SettingsLayer(root.Children.Count == 0 ? null : root, problems, names);
    }

    /// <summary>The variable for a setting: <c>FlowWatch__targets__0__name</c>.</summary>
    internal static string NameOf(IEnumerable<string> parts) => string.Join("__", parts.Prepend(Section));

    private static bool IsOurs(string name) => Separators.Any(separator => name.StartsWith(Section + separator, StringComparison.OrdinalIgnoreCase));

    private static string Path(IEnumerable<string> parts) =>
        parts.Aggregate("", (path, part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? SettingPath.Item(path, part) : SettingPath.Member(path, part));

    private static bool Put(SettingNode root, string[] parts, SettingNode leaf)
    {
        var parent = root;
        foreach (var part in parts[..^1])
        {
            if (parent.Find(part) is not { } child)
            {
                child = new SettingNode(part, SettingNodeKind.Branch, leaf.Origin);
                parent.Put(child);
            }

            if (!child.IsContainer) return false;
            parent = child;
        }

        if (parent.Find(leaf.Name) is not null) return false;
        parent.Put(leaf);
        return true;
    }
}
