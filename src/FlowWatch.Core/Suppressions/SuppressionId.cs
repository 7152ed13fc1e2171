using System.Security.Cryptography;
using System.Text;

namespace FlowWatch.Core.Suppressions;

/// <summary>
/// Ids of suppressions. The same name for the same targets gives the same id, so names are unique and a configuration that is read again
/// keeps its hits.
/// </summary>
public static class SuppressionId
{
    /// <summary>The form of every id, as a regular expression without anchors.</summary>
    public const string Form = "(config|s)-[0-9a-f]{16}";

    private const string ConfigurationPrefix = "config-";
    private const string AddedPrefix = "s-";
    private const int Characters = 16;

    /// <summary>The id of a suppression that the configuration holds.</summary>
    /// <param name="target">The target it is of; null for all.</param>
    /// <param name="name">Its name.</param>
    public static string OfConfiguration(string? target, string name) => ConfigurationPrefix + Digest(target, name);

    /// <summary>The id of a suppression that was added over HTTP or by command.</summary>
    /// <param name="target">The target it is of; null for all.</param>
    /// <param name="name">Its name.</param>
    public static string OfAdded(string? target, string name) => AddedPrefix + Digest(target, name);

    /// <summary>Whether an id is that of one the configuration holds.</summary>
    public static bool IsOfConfiguration(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(ConfigurationPrefix, StringComparison.Ordinal);
    }

    private static string Digest(string? target, string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target}\n{name}")))[..Characters];
}
