using System.CommandLine;
using System.Text;
using FlowWatch.Aws;
using FlowWatch.Cli.Input;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Definitions;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch ask --save-definitions</c>: the questions about traffic as saved queries in a target's account.</summary>
internal sealed class SaveDefinitions(Terminal terminal)
{
    private readonly Option<bool> save = new("--save-definitions") { Description = "Save the questions about traffic as Logs Insights queries in the account of --target: FlowWatch/QUESTION." };
    private readonly Option<string?> target = new("--target", "-t") { Description = "With --save-definitions: name of a target of the configuration.", HelpName = "NAME" };
    private readonly Option<string?> config = new("--config", "-c") { Description = "With --save-definitions: the settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "With --save-definitions: show what would be saved, and save nothing." };

    /// <summary>Its options.</summary>
    public IReadOnlyList<Option> Options => [save, target, config, dryRun];

    /// <summary>Whether it is asked for.</summary>
    /// <exception cref="BadInputException">It is not, but its options are given.</exception>
    public bool IsAsked(ParseResult arguments)
    {
        if (arguments.GetValue(save)) return true;
        if (arguments.GetValue(target) is not null || arguments.GetValue(config) is not null || arguments.GetValue(dryRun)) throw new BadInputException("name a question, or give --save-definitions. flowwatch ask --list names the questions.");
        return false;
    }

    /// <summary>Saves.</summary>
    public async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(target) is not { } name) throw new BadInputException("--save-definitions saves in the account of a target: give --target.");
        var quiet = arguments.GetValue(CommonOptions.Quiet);
        var isDryRun = arguments.GetValue(dryRun);
        var configuration = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = configuration.Settings(terminal, quiet);
        var one = configuration.Target(name);
        if (one.Folder is not null) throw new BadInputException($"target {one.Name} reads a folder: there is no account to save queries in.");
        using var access = new AwsAccess(settings, terminal, arguments.GetValue(CommonOptions.Verbose));
        var report = await new RunbookDefinitions(access.FlowLogs, new AwsQueryDefinitions(access.Clients).Of(one)).SaveAsync(one, isDryRun, cancellationToken).ConfigureAwait(false);
        if (!report.IsKnown)
        {
            await terminal.Error.WriteLineAsync($"flowwatch: nothing was saved at target {one.Name}: {VisibleText.Of(report.Failure.ToString())}{Advice(report.Failure)}").ConfigureAwait(false);
            return Code(report.Failure);
        }

        Write(report.Value, isDryRun);
        foreach (var left in report.Value.LeftOut) await terminal.Error.WriteLineAsync($"left out: {VisibleText.Of(left)}").ConfigureAwait(false);
        if (report.Value.Failure is { } failure)
        {
            await terminal.Error.WriteLineAsync($"flowwatch: not saved at target {one.Name}: {string.Join(", ", report.Value.NotSaved)}: {VisibleText.Of(failure.ToString())}{Advice(failure)}").ConfigureAwait(false);
            return Code(failure);
        }

        return report.Value.LeftOut.Count > 0 ? ExitCode.Partial : ExitCode.Clean;
    }

    private static int Code(FactFailure failure) => failure.Kind == FactFailureKind.NoCredentials ? ExitCode.Authentication : ExitCode.Partial;

    private static string Advice(FactFailure failure) => failure.Kind == FactFailureKind.AccessDenied && failure.Action.Contains("QueryDefinition", StringComparison.Ordinal)
        ? "\nFlowWatch's role may do this only where it was allowed: AllowDefinitions=true of infra/aws/member-role.yaml; flowwatch doctor --definitions shows the statement."
        : "";

    private void Write(DefinitionReport report, bool isDryRun)
    {
        using var text = new StreamWriter(terminal.Output, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };
        foreach (var change in report.Changes)
        {
            var word = (change.Outcome, isDryRun) switch
            {
                (DefinitionOutcome.Unchanged, _) => "unchanged",
                (DefinitionOutcome.Created, true) => "would create",
                (DefinitionOutcome.Created, false) => "created",
                (_, true) => "would update",
                _ => "updated",
            };
            text.WriteLine($"{word,-12}  {change.Query.Name}");
            if (!isDryRun || change.Outcome == DefinitionOutcome.Unchanged) continue;
            foreach (var line in change.Query.Text.Split('\n')) text.WriteLine($"    {VisibleText.Of(line)}");
        }
    }
}
