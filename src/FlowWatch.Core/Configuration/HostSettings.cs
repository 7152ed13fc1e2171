using Microsoft.Extensions.Configuration;

namespace FlowWatch.Core.Configuration;

/// <summary>Reads settings from a .NET host's configuration (Azure app settings, appsettings.json, Key Vault): its section <c>FlowWatch</c>.</summary>
public static class HostSettings
{
    // The provider's type is in a package that the domain does not reference; its name is what messages need.
    private const string EnvironmentProvider = "EnvironmentVariablesConfigurationProvider";

    /// <summary>The layers of a configuration, weakest first: one for each of its providers, so that each value's origin is known.</summary>
    /// <param name="configuration">The host's configuration.</param>
    public static IReadOnlyList<SettingsLayer> Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration is IConfigurationRoot root) return [.. root.Providers.Select(Layer).OfType<SettingsLayer>()];
        var node = Node(configuration.GetSection(EnvironmentSettings.Section));
        return node.IsContainer ? [new SettingsLayer(node, [])] : [];
    }

    private static SettingsLayer? Layer(IConfigurationProvider provider)
    {
        var node = Node(provider, "", EnvironmentSettings.Section, []);
        return node is { IsContainer: true } ? new SettingsLayer(node, []) : null;
    }

    private static SettingNode? Node(IConfigurationProvider provider, string name, string path, string[] parts)
    {
        var children = provider.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var isValue = provider.TryGet(path, out var value);
        if (children.Count == 0 && !isValue) return null;
        var origin = Origin(provider, parts);
        if (children.Count == 0) return Leaf(name, value, origin);
        var node = new SettingNode(name, SettingNodeKind.Branch, origin);
        foreach (var child in children)
        {
            if (Node(provider, child, $"{path}:{child}", [.. parts, child]) is { } found) node.Put(found);
        }

        return node;
    }

    private static SettingNode Node(IConfigurationSection section)
    {
        var origin = new SettingOrigin(SettingOriginKind.Other, $"setting {ShownValue.Plain(section.Path)}");
        var children = section.GetChildren().ToList();
        if (children.Count == 0) return Leaf(section.Key, section.Value, origin);
        var node = new SettingNode(section.Key, SettingNodeKind.Branch, origin);
        foreach (var child in children) node.Put(Node(child));
        return node;
    }

    private static SettingNode Leaf(string name, string? value, SettingOrigin origin) =>
        string.IsNullOrEmpty(value) ? new SettingNode(name, SettingNodeKind.Null, origin) : new SettingNode(name, SettingNodeKind.Raw, origin, value);

    private static SettingOrigin Origin(IConfigurationProvider provider, string[] parts) =>
        provider.GetType().Name == EnvironmentProvider
            ? new SettingOrigin(SettingOriginKind.Environment, ShownValue.Plain(EnvironmentSettings.NameOf(parts)))
            : new SettingOrigin(SettingOriginKind.Other, ShownValue.Plain(provider.ToString() ?? provider.GetType().Name));
}
