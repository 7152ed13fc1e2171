using System.CommandLine;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Windows;
using FlowWatch.Local.Folders;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Cli.Commands;

/// <summary>One question as a command: <c>flowwatch ask top-talkers</c>.</summary>
internal sealed class AskQuestion
{
    private readonly Argument<string[]> paths = new("PATH") { Description = "Flow-log files, folders, patterns, or - for standard input; in place of --target.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> target = new("--target", "-t") { Description = "Name of a target of the configuration.", HelpName = "NAME" };
    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<string?> state = new("--state") { Description = "The SQLite file that remembers runs and findings. Default: the state of the settings, else FlowWatch/state.db in your data folder, where there is one.", HelpName = "FILE" };
    private readonly Option<string?> logFormat = new("--log-format") { Description = "Fields of files without a header line: a LogFormat ('${srcaddr} ${dstaddr} …'). Default: the AWS default format.", HelpName = "FIELDS" };
    private readonly Option<bool> explain = new("--explain") { Description = "Print the queries and ask none: at a target, ready to paste into the Logs Insights console." };
    private readonly Option<string?> format = new("--format", "-f") { Description = $"Format of the answer: {string.Join(", ", AnswerOutput.Formats)}. Default: by the extension of --output, else table.", HelpName = "FORMAT" };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Write the answer to this file.", HelpName = "FILE" };
    private readonly List<(DiagnosticParameter Parameter, Option<string?> Option)> parameters;
    private readonly DiagnosticQuestion question;
    private readonly Terminal terminal;

    /// <summary>The command of a question.</summary>
    public AskQuestion(Terminal terminal, DiagnosticQuestion question)
    {
        this.terminal = terminal;
        this.question = question;
        parameters = [.. question.Parameters.Select(parameter => (parameter, Of(parameter)))];
        format.Among(AnswerOutput.Formats);
    }

    private bool TakesFiles => question.Subject == DiagnosticSubject.Traffic;

    /// <summary>Makes the command.</summary>
    public Command Create()
    {
        var command = new Command(question.Id, question.Answers);
        if (TakesFiles) command.Arguments.Add(paths);
        foreach (var (_, option) in parameters) command.Options.Add(option);
        command.Options.Add(target);
        command.Options.Add(config);
        command.Options.Add(state);
        if (TakesFiles) command.Options.Add(logFormat);
        if (TakesFiles) command.Options.Add(explain);
        command.Options.Add(format);
        command.Options.Add(output);
        command.SetAction(RunAsync);
        return command;
    }

    private static Option<string?> Of(DiagnosticParameter parameter)
    {
        var description = parameter.Words.Count > 0 ? $"{parameter.Description.TrimEnd('.')}: {string.Join(", ", parameter.Words)}." : parameter.Description;
        var option = new Option<string?>($"--{parameter.Name}") { Description = parameter.Default is { } usual ? $"{description} Default: {usual}." : description, HelpName = parameter.ValueName, Required = parameter.IsRequired };
        if (parameter.Words.Count > 0) option.CompletionSources.Add([.. parameter.Words]);
        return option;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = TakesFiles ? arguments.GetValue(paths) ?? [] : [];
        var name = arguments.GetValue(target);
        if (files.Length > 0 == name is not null) throw new BadInputException(TakesFiles ? "give --target, or the files to ask." : $"the question {question.Id} is about a target: give --target.");
        var texts = parameters.Select(one => (one.Parameter.Name, Text: arguments.GetValue(one.Option))).Where(one => one.Text is not null).ToDictionary(one => one.Name, one => one.Text!, StringComparer.Ordinal);
        var values = DiagnosticArguments.Read(question.Parameters, texts, out var errors);
        if (errors.Count > 0) throw new BadInputException(string.Join('\n', errors.Select(error => $"--{error.Key}: {error.Value}")));
        var now = terminal.Time.GetUtcNow();
        TimeWindow? window = null;
        if (question.HasRange && !DiagnosticRange.TryRead(values, now, name is null ? null : question.UsualRange, name is null ? null : question.LongestRange, out window, out var wrong)) throw new BadInputException($"--{wrong!.Value.Parameter}: {wrong.Value.Error}");

        var isExplained = TakesFiles && arguments.GetValue(explain);
        var quiet = arguments.GetValue(CommonOptions.Quiet);
        var request = new DiagnosticRequest { Scope = name is null ? files : [name], Window = window, Arguments = values, IsExplained = isExplained, MayChange = true, Now = now };
        using var place = new AnswerOutput(terminal, arguments.GetValue(format), arguments.GetValue(output), files);
        var answer = name is null
            ? await OfFilesAsync(request, new FileFlowLogs(terminal, files, SettingsInput.Format(arguments.GetValue(logFormat), quiet ? null : terminal.Error)), cancellationToken).ConfigureAwait(false)
            : await OfTargetAsync(request, name, arguments, quiet, cancellationToken).ConfigureAwait(false);
        if (!answer.IsKnown)
        {
            await terminal.Error.WriteLineAsync($"flowwatch: NOT VERIFIED: {VisibleText.Of(answer.Failure.ToString())}").ConfigureAwait(false);
            return answer.Failure.Kind == FactFailureKind.NoCredentials ? ExitCode.Authentication : ExitCode.Partial;
        }

        await place.WriteAsync(answer.Value, isExplained, cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(output) is { } file && !quiet) await terminal.Error.WriteLineAsync($"wrote {file}").ConfigureAwait(false);
        return answer.Value.NotVerified.Count > 0 ? ExitCode.Partial : ExitCode.Clean;
    }

    private Task<Fact<DiagnosticAnswer>> OfFilesAsync(DiagnosticRequest request, FileFlowLogs files, CancellationToken cancellationToken) =>
        AnswerAsync(request, new DiagnosticSources { FlowLogs = files.OpenAsync }, cancellationToken);

    private async Task<Fact<DiagnosticAnswer>> OfTargetAsync(DiagnosticRequest request, string name, ParseResult arguments, bool quiet, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = configuration.Settings(terminal, quiet);
        var one = configuration.Target(name);
        if (request.Window is { } window && !quiet) await terminal.Error.WriteLineAsync($"window {TimeRange.Text(window)}").ConfigureAwait(false);
        using var access = new AwsAccess(settings, terminal, arguments.GetValue(CommonOptions.Verbose));
        using var folders = new FolderFlowLogSource();
        IFlowLogSource source = one.Folder is null ? access.FlowLogs : folders;
        var sources = new DiagnosticSources { FlowLogs = (range, stopping) => source.OpenAsync(one, range!, stopping), Source = source, IsRestoreEnabled = settings.Diagnostics.Restore, Accounts = one.Folder is null ? access.Readers : null, Time = terminal.Time };
        var put = request with { Target = one, Scope = [one.Name] };
        if (StateInput.WithExistingState(settings, arguments.GetValue(state)) is not { } remembered) return await AnswerAsync(put, sources, cancellationToken).ConfigureAwait(false);
        var services = StateInput.Services(configuration.Reading with { Settings = remembered }, terminal);
        await using (services.ConfigureAwait(false))
        {
            var with = sources with { Findings = services.GetRequiredService<FindingStore>(), Runs = services.GetRequiredService<RunStore>(), Ledger = services.GetRequiredService<WindowLedger>(), Options = services.GetRequiredService<CheckRunnerOptions>() };
            try
            {
                return await AnswerAsync(put, with, cancellationToken).ConfigureAwait(false);
            }
            catch (StateException error)
            {
                throw new BadInputException($"the state cannot be used: {error.Message}");
            }
        }
    }

    private async Task<Fact<DiagnosticAnswer>> AnswerAsync(DiagnosticRequest request, DiagnosticSources sources, CancellationToken cancellationToken)
    {
        if (question.Wrong(request) is { } wrong) throw new BadInputException($"--{wrong.Parameter}: {wrong.Error}");
        return await question.AnswerAsync(request, sources, cancellationToken).ConfigureAwait(false);
    }
}
