using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.State;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch compliance …</c>: are the requirements met, what proves it, and was no report changed?</summary>
internal sealed class ComplianceCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<string?> reports = new("--reports") { Description = "A folder of reports, such as a copy. Default: where the settings keep them, compared with the hashes that the state remembers.", HelpName = "FOLDER" };
    private readonly Option<string> shape = new("--format", "-f") { Description = "table or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
    private readonly Option<string?> format = new("--format", "-f") { Description = $"Format of the report: table, {string.Join(", ", ComplianceReportWriters.Formats)}. Default: by the extension of --output, else table.", HelpName = "FORMAT" };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Write the report to this file.", HelpName = "FILE" };
    private readonly Argument<string?> report = new("REPORT") { Description = "Id of the report. Default: the newest.", HelpName = "REPORT", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> before = new("BEFORE") { Description = "Id of the earlier report. Default: the one before the newest.", HelpName = "BEFORE", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> after = new("AFTER") { Description = "Id of the later report. Default: the newest.", HelpName = "AFTER", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> targets = new("--target", "-t") { Description = "Name of a target of the configuration. May be given more than once. Default: all.", HelpName = "NAME" };
    private readonly Option<string?> state = new("--state") { Description = "The SQLite file that remembers runs, findings and the archive. Default: that of the settings, else FlowWatch/state.db in your data folder.", HelpName = "FILE" };
    private readonly Option<bool> fullListing = new("--full-listing") { Description = "List every key of the archives again, not only what can have changed." };
    private readonly Option<string> failOn = new("--fail-on") { Description = "Lowest severity of a failed control that makes the exit code 1: informational, low, medium, high, critical, or never.", HelpName = "SEVERITY", DefaultValueFactory = _ => "low" };
    private readonly Option<bool> send = new("--send") { Description = "Make incidents of what failed or could not be verified, and send their alerts to the topics, webhooks, files or console of their target." };
    private readonly Option<bool> remember = new("--remember") { Description = "Have the state remember reports that it does not know. Compare them with a copy before." };
    private readonly Terminal terminal;

    private ComplianceCommand(Terminal terminal)
    {
        this.terminal = terminal;
        shape.Among("table", "json");
        format.Among(["table", .. ComplianceReportWriters.Formats]);
        failOn.Among([.. Enum.GetNames<Severity>().Select(name => name.ToLowerInvariant()), "never"]);
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var one = new ComplianceCommand(terminal);
        var list = new Command("list", "List the controls, and the requirements that they prove.") { one.shape };
        list.SetAction(one.List);
        var verify = new Command("verify", "Verify the requirements at configured targets now, and store the report.") { one.targets, one.config, one.state, one.reports, one.format, one.output, one.failOn, one.send, one.fullListing };
        verify.SetAction(one.VerifyAsync);
        var show = new Command("report", "Write a stored report: to look at, to keep, for programs.") { one.report, one.config, one.reports, one.format, one.output };
        show.SetAction(one.ReportAsync);
        var diff = new Command("diff", "Tell what changed between two stored reports.") { one.before, one.after, one.config, one.reports, one.shape };
        diff.SetAction(one.DiffAsync);
        var chain = new Command("verify-chain", "Check that no stored report was changed, left out or put in later.") { one.config, one.state, one.reports, one.remember, one.shape };
        chain.SetAction(one.VerifyChainAsync);
        return new Command("compliance", "Whether requirements 13.16, 13.17 and 13.18 are met, and what proves it.") { list, verify, show, diff, chain, ComplianceGapsCommand.Create(terminal) };
    }

    private int List(ParseResult arguments)
    {
        var controls = ControlCatalog.Default.All.Select(control => control.Metadata).ToList();
        if (IsJson(arguments)) return WriteJson(new { schemaVersion = ComplianceReport.CurrentSchemaVersion, requirements = RequirementMap.All, controls });
        using var text = Text();
        var widest = controls.Max(control => control.Id.Length);
        foreach (var requirement in RequirementMap.All)
        {
            text.WriteLine($"{requirement.Id}  {requirement.Title}");
            foreach (var control in controls.Where(control => control.Requirements.Contains(requirement.Id))) text.WriteLine($"  {control.Id.PadRight(widest)}  {ReportWords.Of(control.Severity),-13}  {control.Title}");
            text.WriteLine($"  {"also proves".PadRight(widest)}  {string.Join("; ", requirement.Frameworks.Select(framework => $"{framework.Key} {string.Join(", ", framework.Value)}"))}\n");
        }

        text.WriteLine($"{controls.Count} controls, {RequirementMap.All.Count} requirements");
        return ExitCode.Clean;
    }

    private async Task<int> VerifyAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var quiet = arguments.GetValue(CommonOptions.Quiet);
        var configuration = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = configuration.Settings(terminal, quiet);
        var chosen = configuration.Chosen(arguments.GetValue(targets) ?? [], settings);
        settings = StateInput.WithState(settings, arguments.GetValue(state));
        if (arguments.GetValue(reports) is { } folder) settings = settings with { Reports = settings.Reports with { Folder = folder } };
        using var written = new ComplianceOutput(terminal, arguments.GetValue(format), arguments.GetValue(output));
        var home = new ComplianceHome(configuration.Reading with { Settings = settings }, terminal, arguments.GetValue(CommonOptions.Verbose), arguments.GetValue(fullListing));
        await using (home.ConfigureAwait(false))
        {
            try
            {
                var chain = arguments.GetValue(reports) is null ? home.Chain : home.ChainAlone;
                var stored = await chain.AppendAsync(await home.Runner.RunAsync(chosen, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                await written.WriteAsync(await ViewAsync(chain, stored.Id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                if (!quiet) await terminal.Error.WriteLineAsync($"stored {stored.Id} in {chain.Place}").ConfigureAwait(false);
                // Reports of a folder of their own are no part of the deployment's chain.
                var troubles = arguments.GetValue(reports) is null ? await home.Copying.RunAsync(chosen, stored.Number, null, cancellationToken).ConfigureAwait(false) : [];
                foreach (var trouble in troubles) await terminal.Error.WriteLineAsync($"flowwatch: {trouble}").ConfigureAwait(false);
                if (arguments.GetValue(send) && !await new ComplianceSending(home, terminal, quiet).RunAsync(stored, chosen, cancellationToken).ConfigureAwait(false)) return ExitCode.Partial;
                return troubles.Count > 0 ? ExitCode.Partial : ExitCode.Of(stored, arguments.GetValue(failOn)!);
            }
            catch (Exception error) when (error is ReportStoreException or StateException)
            {
                throw new BadInputException(error.Message);
            }
        }
    }

    private Task<int> ReportAsync(ParseResult arguments, CancellationToken cancellationToken) => WithChainAsync(arguments, async chain =>
    {
        using var written = new ComplianceOutput(terminal, arguments.GetValue(format), arguments.GetValue(output));
        var view = await ViewAsync(chain, arguments.GetValue(report), cancellationToken).ConfigureAwait(false);
        await written.WriteAsync(view, cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(output) is { } file && !arguments.GetValue(CommonOptions.Quiet)) await terminal.Error.WriteLineAsync($"wrote {file}").ConfigureAwait(false);
        return ExitCode.Clean;
    });

    private Task<int> DiffAsync(ParseResult arguments, CancellationToken cancellationToken) => WithChainAsync(arguments, async chain =>
    {
        var later = (await ViewAsync(chain, arguments.GetValue(after), cancellationToken).ConfigureAwait(false)).Report;
        var earlier = arguments.GetValue(before) is { } id
            ? (await ViewAsync(chain, id, cancellationToken).ConfigureAwait(false)).Report
            : await chain.BeforeAsync(later.Number, cancellationToken).ConfigureAwait(false) ?? throw new BadInputException($"there is only one report in {chain.Place}: {later.Id}.");
        var difference = ComplianceDifference.Of(earlier, later);
        if (IsJson(arguments)) return WriteJson(new { schemaVersion = ComplianceReport.CurrentSchemaVersion, before = earlier.Id, after = later.Id, difference.Changes, difference.Unchanged, difference.Notes });
        using var text = Text();
        ComplianceText.Write(text, difference);
        return ExitCode.Clean;
    });

    private Task<int> VerifyChainAsync(ParseResult arguments, CancellationToken cancellationToken) => WithChainAsync(arguments, async chain =>
    {
        var verification = await chain.VerifyAsync(arguments.GetValue(remember), cancellationToken).ConfigureAwait(false);
        if (IsJson(arguments)) WriteJson(verification);
        else
        {
            using var text = Text();
            ComplianceText.Write(text, verification, chain.Place);
        }

        return !verification.IsWhole ? ExitCode.Findings : verification.IsVerified ? ExitCode.Clean : ExitCode.Partial;
    });

    private static async Task<ComplianceReportView> ViewAsync(ReportChain chain, string? id, CancellationToken cancellationToken)
    {
        id ??= (await chain.LatestAsync(cancellationToken).ConfigureAwait(false))?.Id ?? throw new BadInputException($"there is no report in {chain.Place}.");
        return await ComplianceReportView.ReadAsync(chain, id, cancellationToken).ConfigureAwait(false) ?? throw new BadInputException($"there is no report '{ShownValue.Of("", id)}' in {chain.Place}.");
    }

    private async Task<int> WithChainAsync(ParseResult arguments, Func<ReportChain, Task<int>> action)
    {
        var configuration = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = StateInput.WithState(configuration.Settings(terminal, quiet: true), arguments.CommandResult.Command.Options.Contains(state) ? arguments.GetValue(state) : null);
        if (arguments.GetValue(reports) is { } named && !Directory.Exists(named)) throw new BadInputException($"--reports: there is no folder {named}.");
        if (arguments.GetValue(reports) is { } folder) settings = settings with { Reports = settings.Reports with { Folder = folder } };
        var home = new ComplianceHome(configuration.Reading with { Settings = settings }, terminal);
        await using (home.ConfigureAwait(false))
        {
            try
            {
                return await action(arguments.GetValue(reports) is null ? home.Chain : home.ChainAlone).ConfigureAwait(false);
            }
            catch (Exception error) when (error is ReportStoreException or StateException)
            {
                throw new BadInputException(error.Message);
            }
        }
    }

    private bool IsJson(ParseResult arguments) => arguments.GetValue(shape)!.Equals("json", StringComparison.OrdinalIgnoreCase);

    private StreamWriter Text() => new(terminal.Output, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };

    private int WriteJson<T>(T value)
    {
        JsonSerializer.Serialize(terminal.Output, value, Json);
        terminal.Output.Write("\n"u8);
        return ExitCode.Clean;
    }
}
