using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Cli.Input;

/// <summary>
/// The configuration of a command that works on targets: a file and, over it, the environment variables <c>FlowWatch__…</c>. The
/// file is that of <c>--config</c>, else of the variable FLOWWATCH_CONFIG, else <c>flowwatch.json</c> in the current folder, else none.
/// </summary>
/// <param name="File">The file; null where there is none.</param>
/// <param name="NamedBy">What named the file, for people; null where there is none.</param>
/// <param name="Variables">Names of the environment variables that say something.</param>
/// <param name="Reading">What came of reading them.</param>
internal sealed record ConfigurationInput(string? File, string? NamedBy, IReadOnlyList<string> Variables, SettingsReading Reading)
{
    private const string FileVariable = "FLOWWATCH_CONFIG";
    private const string UsualFile = "flowwatch.json";

    /// <summary>What was read, in one line: <c>flowwatch.json (in this folder), and 2 environment variables</c>.</summary>
    public string Description
    {
        get
        {
            var variables = Variables.Count == 0 ? null : ReadableNumber.Count(Variables.Count, "environment variables");
            return (File, variables) switch
            {
                (null, null) => $"none: no --config, no {FileVariable}, no {UsualFile} in this folder, no environment variable {EnvironmentSettings.Section}__…; every setting is at its default",
                (null, _) => $"{variables}; no file",
                (_, null) => $"{File} ({NamedBy})",
                _ => $"{File} ({NamedBy}), and {variables}",
            };
        }
    }

    /// <summary>Reads the configuration.</summary>
    /// <param name="terminal">Environment and current folder.</param>
    /// <param name="file">The value of <c>--config</c>.</param>
    /// <exception cref="BadInputException">The file cannot be read. What is wrong in it is no exception but part of the reading.</exception>
    public static ConfigurationInput Read(Terminal terminal, string? file)
    {
        var namedBy = "--config";
        if (file is null && terminal.Environment(FileVariable) is { Length: > 0 } named) (file, namedBy) = (named, FileVariable);
        if (file is null && System.IO.File.Exists(Path.Combine(terminal.Folder, UsualFile))) (file, namedBy) = (UsualFile, "in this folder");
        var environment = EnvironmentSettings.Parse(terminal.Variables());
        if (file is null) return new ConfigurationInput(null, null, environment.Names, FlowWatchSettingsReader.Read(environment));
        var errors = new List<string>();
        var bytes = SettingsFile.Read(namedBy, file, errors, terminal.Folder) ?? throw new BadInputException(string.Join('\n', errors));
        return new ConfigurationInput(file, namedBy, environment.Names, FlowWatchSettingsReader.Read(JsonSettings.Parse(file, bytes), environment));
    }

    /// <summary>The settings, for a command that cannot go on without. Says which configuration it is, and which targets are left out and why.</summary>
    /// <exception cref="BadInputException">Something that all targets share cannot be used.</exception>
    public FlowWatchSettings Settings(Terminal terminal, bool quiet)
    {
        if (!Reading.IsUsable) throw new BadInputException($"the configuration cannot be used:\n{string.Join('\n', Reading.Problems.Select(problem => $"  {problem}"))}");
        if (!quiet) terminal.Error.WriteLine($"configuration: {Description}");
        foreach (var target in Reading.Targets.Where(target => target.Target is null))
        {
            terminal.Error.WriteLine($"warning: target {target.Name} is left out:\n{string.Join('\n', target.Problems.Select(problem => $"  {problem}"))}");
        }

        return Reading.Settings;
    }

    /// <summary>The targets of these names, or all that can be used where none is named.</summary>
    /// <param name="names">The names.</param>
    /// <param name="settings">What <see cref="Settings"/> gave.</param>
    /// <exception cref="BadInputException">A name is unknown, or there is no target at all.</exception>
    public List<MonitoredTarget> Chosen(IReadOnlyList<string> names, FlowWatchSettings settings)
    {
        List<MonitoredTarget> chosen = names.Count > 0 ? [.. names.Select(Target).Distinct()] : [.. settings.Targets];
        return chosen.Count > 0 ? chosen : throw new BadInputException($"there is no target: the configuration has none that can be used ({Description}). docs/configuration.md shows how one is given.");
    }

    /// <summary>The target of that name, in any case.</summary>
    /// <exception cref="BadInputException">There is none, or it cannot be used.</exception>
    public MonitoredTarget Target(string name)
    {
        var targets = Reading.Targets;
        if (targets.FirstOrDefault(target => target.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            var names = targets.Select(target => target.Name).ToList();
            throw new BadInputException(names.Count == 0
                ? $"there is no target '{ShownValue.Of("", name)}': the configuration has none ({Description})."
                : $"there is no target '{ShownValue.Of("", name)}'{Spelling.Suggestion(name, names)}; there are {string.Join(", ", names)}.");
        }

        return found.Target ?? throw new BadInputException($"target {found.Name} cannot be used:\n{string.Join('\n', found.Problems.Select(problem => $"  {problem}"))}");
    }
}
