using System.CommandLine;

namespace FlowWatch.Cli.Commands;

/// <summary>Options that every command takes.</summary>
internal static class CommonOptions
{
    /// <summary>Prints nothing but data and errors.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print data and errors only.", Recursive = true };

    /// <summary>Prints how things were done.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Print how it was done: formats, scans, queries.", Recursive = true };

    /// <summary>When to use colour.</summary>
    public static Option<string> Color { get; } = new Option<string>("--color")
    {
        Description = "Use colour: auto, always, never. auto is off in pipes and with NO_COLOR.", HelpName = "WHEN", Recursive = true, DefaultValueFactory = _ => "auto",
    }.Among("auto", "always", "never");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All { get; } = [Quiet, Verbose, Color];
}
