namespace FlowWatch.Core.Configuration;

/// <summary>One source of configuration: what it says, and what in it cannot be read. Layers are laid over each other, the strongest last.</summary>
public sealed class SettingsLayer
{
    internal SettingsLayer(SettingNode? root, IReadOnlyList<ConfigurationProblem> problems, IReadOnlyList<string>? names = null)
    {
        Root = root;
        Problems = problems;
        Names = names ?? [];
    }

    /// <summary>What in the source itself is wrong: no JSON, keys given twice.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>Names of the environment variables that were taken, for people; none for other sources.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What it says; null where it cannot be read at all.</summary>
    internal SettingNode? Root { get; }
}
