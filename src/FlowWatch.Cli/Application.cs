using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Data.Common;
using System.Reflection;
using System.Text;
using FlowWatch.Cli.Commands;
using FlowWatch.Cli.Input;
using FlowWatch.Core.Reports;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Cli;

/// <summary>The <c>flowwatch</c> command: its parts, and the one place where errors become messages and exit codes.</summary>
internal static class Application
{
    // What writing to a closed pipe ends in: EPIPE, and ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.
    private static readonly int[] ClosedPipe = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    /// <summary>The version of this build, with the commit it was made from where that is known.</summary>
    public static string FullVersion { get; } =
        typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>The version of this build, without the commit.</summary>
    public static string Version { get; } = FullVersion.Split('+')[0];

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        // No response files: a log file may be called @something.
        var result = Root(terminal).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var isHelpOrTheLike = result.Action is not ParseErrorAction && result.Action != result.CommandResult.Command.Action;
        if (!isHelpOrTheLike && CommandLineErrors.Of(result, arguments) is { Count: > 0 } errors)
        {
            if (result.CommandResult.Command.Subcommands.Count > 0 && result.UnmatchedTokens.Count == 0) return await HelpAsErrorAsync(terminal, arguments, cancellationToken).ConfigureAwait(false);
            foreach (var error in errors) await terminal.Error.WriteLineAsync($"flowwatch: {error}").ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"Try '{CommandLineErrors.NameOf(result)} --help'.").ConfigureAwait(false);
            return ExitCode.BadInput;
        }

        var (message, code) = await RunAsync(result, arguments, terminal, cancellationToken).ConfigureAwait(false);
        if (message is not null) await terminal.Error.WriteLineAsync($"flowwatch: {Visible(message)}").ConfigureAwait(false);
        return code;
    }

    // File names and errors of the system stand in it; the line breaks are its own.
    private static string Visible(string message) => string.Join('\n', message.Split('\n').Select(VisibleText.Of));

    // Nothing was asked for: help is the answer, but no data.
    private static async Task<int> HelpAsErrorAsync(Terminal terminal, string[] arguments, CancellationToken cancellationToken)
    {
        await Root(terminal).Parse([.. arguments, "--help"]).InvokeAsync(new InvocationConfiguration { Output = terminal.Error, Error = terminal.Error }, cancellationToken).ConfigureAwait(false);
        return ExitCode.BadInput;
    }

    private static async Task<(string? Message, int Code)> RunAsync(ParseResult result, string[] arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var output = new StringWriter { NewLine = "\n" };
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = terminal.Error,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
            };
            var code = await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
            var text = CompletionWords.IsAsked(arguments) ? CompletionWords.Filter(arguments, output.ToString()) : output.ToString();
            // What has ended in order is not cancelled any more.
            await terminal.Output.WriteAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None).ConfigureAwait(false);
            await terminal.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            return (null, code);
        }
        catch (OperationCanceledException)
        {
            return ("cancelled before it was done; output files are written whole or not at all.", ExitCode.Cancelled);
        }
        catch (Exception error) when (error is BadInputException or FlowLogInputException)
        {
            return (error.Message, ExitCode.BadInput);
        }
        catch (IOException error) when (ClosedPipe.Contains(error.HResult))
        {
            return (null, ExitCode.OutputClosed);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The runtime has no better words for a standard output that is closed.
            var what = error.Message == "Access to the path is denied." ? "standard output is closed" : error.Message.TrimEnd('.');
            return ($"{what}. What was being written is not complete.", ExitCode.Partial);
        }
        catch (DbException error) when (error.Message.StartsWith("Out of Memory Error", StringComparison.Ordinal) || error.Message.StartsWith("IO Error", StringComparison.Ordinal))
        {
            // What is left of memory and disk is not FlowWatch's fault.
            return ($"{error.Message.Split('\n')[0]}", ExitCode.Partial);
        }
#pragma warning disable CA1031 // The last place an exception can be caught: whatever it is, the user gets one line to act on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var details = result.GetValue(CommonOptions.Verbose) ? $"\n{error}" : " --verbose tells more.";
            return ($"a bug in FlowWatch {Version}, please report it: {error.GetType().Name}: {error.Message.Split('\n')[0].Trim()}{details}", ExitCode.Bug);
        }
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Watches AWS VPC Flow Logs: scans flow-log files for what is wrong in the network.")
        {
            ScanCommand.Create(terminal),
            CheckCommand.Create(terminal),
            DemoCommand.Create(terminal),
            AskCommand.Create(terminal),
            ServeCommand.Create(terminal),
            ParseCommand.Create(terminal),
            RulesCommand.Create(terminal),
            ComplianceCommand.Create(terminal),
            ConfigCommand.Create(terminal),
            IncidentsCommand.Create(terminal),
            SuppressionsCommand.Create(terminal),
            TuningCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            GenerateCommand.Create(terminal),
            CompletionCommand.Create(),
        };
        foreach (var option in CommonOptions.All) root.Options.Add(option);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion();
        return root;
    }
}
