using System.Buffers;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics.Pipeline;

/// <summary>Fills in commands that people paste into a shell. What stands for a value may come from an account, so it is quoted where it is not harmless.</summary>
internal static class ShellText
{
    private static readonly SearchValues<char> Harmless = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@=+,");

    /// <summary>A value as one word of a shell.</summary>
    public static string Word(string value) =>
        value.Length > 0 && !value.AsSpan().ContainsAnyExcept(Harmless) ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The command of a control about a resource.</summary>
    public static string? Command(ControlRemediation remediation, MonitoredTarget target, string resource) => remediation.Command?
        // Where there is no flow log its place is taken by the log group.
        .Replace("--flow-log-ids {resource}", resource == target.LogGroup ? "--filter Name=log-group-name,Values={logGroup}" : "--flow-log-ids {resource}", StringComparison.Ordinal)
        .Replace("{resource}", Word(resource), StringComparison.Ordinal)
        .Replace("{region}", Word(target.Region), StringComparison.Ordinal)
        .Replace("{account}", Word(target.Account), StringComparison.Ordinal)
        .Replace("{logGroup}", Word(target.LogGroup), StringComparison.Ordinal);
}
