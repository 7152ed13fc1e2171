using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using FlowWatch.Cli.Commands;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Cli;

/// <summary>The <c>flowwatch</c> command: its parts, and the one place where errors become messages and exit codes.</summary>
internal static class Application
{
    /// <summary>The version of this build, without the commit it was made from.</summary>
    public static string Version { get; } =
        (typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var result = Root(terminal).Parse(arguments);
        var output = new StreamWriter(terminal.Output, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true);
        await using (output.ConfigureAwait(false))
        {
            if (result.Errors.Count > 0 && result.Action is ParseErrorAction)
            {
                foreach (var error in result.Errors) await terminal.Error.WriteLineAsync($"flowwatch: {error.Message}").ConfigureAwait(false);
                await terminal.Error.WriteLineAsync($"Try '{Name(result)} --help'.").ConfigureAwait(false);
                return ExitCode.BadInput;
            }

            try
            {
                var configuration = new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    Output = output,
                    Error = terminal.Error,
                    ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
                };
                return await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await terminal.Error.WriteLineAsync("flowwatch: cancelled; nothing was written after that.").ConfigureAwait(false);
                return ExitCode.Cancelled;
            }
            catch (Exception error) when (error is BadInputException or FlowLogInputException)
            {
                await terminal.Error.WriteLineAsync($"flowwatch: {error.Message}").ConfigureAwait(false);
                return ExitCode.BadInput;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                await terminal.Error.WriteLineAsync($"flowwatch: {error.Message}").ConfigureAwait(false);
                return ExitCode.Partial;
            }
        }
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Watches AWS VPC Flow Logs: scans flow-log files for what is wrong in the network.")
        {
            ScanCommand.Create(terminal),
            DemoCommand.Create(terminal),
            ParseCommand.Create(terminal),
            RulesCommand.Create(terminal),
            GenerateCommand.Create(terminal),
            CompletionCommand.Create(),
        };
        foreach (var option in CommonOptions.All) root.Options.Add(option);
        return root;
    }

    private static string Name(ParseResult result)
    {
        var names = new List<string>();
        for (var command = result.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult) names.Insert(0, command.Command.Name);
        names[0] = "flowwatch";
        return string.Join(' ', names);
    }
}
