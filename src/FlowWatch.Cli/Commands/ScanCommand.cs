using System.CommandLine;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch scan PATH…</c>: what is wrong in these flow logs?</summary>
internal sealed class ScanCommand
{
    private readonly Argument<string[]> paths = new("PATH") { Description = "Flow-log files, folders (read recursively), patterns ('logs/**/*.gz'), or - for standard input. Plain text, .gz, .zst, .parquet.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> check = new("--check") { Description = "Which detections: anomaly, security or all.", HelpName = "CHECK", DefaultValueFactory = _ => "all" };
    private readonly Option<string?> logFormat = new("--log-format") { Description = "Fields of files without a header line: a LogFormat ('${srcaddr} ${dstaddr} …'). Default: the AWS default format.", HelpName = "FIELDS" };
    private readonly Option<string?> since = new("--since") { Description = "Only records that started within this time before now: 90s, 15m, 1h, 7d.", HelpName = "LENGTH" };
    private readonly Option<string?> from = new("--from") { Description = "Only records that started at or after this time (ISO 8601; UTC without an offset).", HelpName = "TIME" };
    private readonly Option<string?> to = new("--to") { Description = "Only records that started before this time.", HelpName = "TIME" };
    private readonly Option<string?> format = new("--format", "-f") { Description = $"Format of the report: {string.Join(", ", ReportOutput.Formats)}. Default: by the extension of --output, else table.", HelpName = "FORMAT" };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Write the report to this file.", HelpName = "FILE" };
    private readonly Option<string> failOn = new("--fail-on") { Description = "Lowest severity that makes the exit code 1: informational, low, medium, high, critical, or never.", HelpName = "SEVERITY", DefaultValueFactory = _ => "low" };
    private readonly Option<string?> config = new("--config", "-c") { Description = "JSON file with settings of the detections, internal networks and suppressions.", HelpName = "FILE" };
    private readonly Option<string[]> set = new("--set") { Description = "One setting: PORT_SCAN.distinctPorts=80. See 'flowwatch rules show PORT_SCAN'. May be given more than once.", HelpName = "SETTING", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print the queries and read nothing but the start of each file." };
    private readonly Terminal terminal;

    private ScanCommand(Terminal terminal)
    {
        this.terminal = terminal;
        check.Among("anomaly", "security", "all");
        format.Among(ReportOutput.Formats);
        failOn.Among([.. Enum.GetNames<Severity>().Select(name => name.ToLowerInvariant()), "never"]);
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var scan = new ScanCommand(terminal);
        var command = new Command("scan", "Scan flow-log files and report what is wrong.")
        {
            scan.paths, scan.check, scan.logFormat, scan.since, scan.from, scan.to, scan.format, scan.output, scan.failOn, scan.config, scan.set, scan.dryRun,
        };
        command.SetAction(scan.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        _ = Task.Run(DuckDbFlowLogEngine.Preload, CancellationToken.None);
        var scope = arguments.GetValue(paths)!;
        var settings = SettingsInput.Read(arguments.GetValue(config), arguments.GetValue(set) ?? []);
        var range = TimeRange.Parse(arguments.GetValue(since), arguments.GetValue(from), arguments.GetValue(to), terminal.Time.GetUtcNow());
        var quiet = arguments.GetValue(CommonOptions.Quiet);
        var scan = new LocalScan(terminal, quiet, arguments.GetValue(CommonOptions.Verbose));
        var engineOptions = new DuckDbEngineOptions { Paths = scope, Format = SettingsInput.Format(arguments.GetValue(logFormat), quiet ? null : terminal.Error), Range = range, StandardInput = terminal.Input };
        var checkOptions = new ScanCheckOptions
        {
            Run = DetectionCatalog.Default.OfCheck(arguments.GetValue(check)!.ToLowerInvariant()),
            Detections = settings.Detections,
            Rules = settings.Rules,
            Suppressions = settings.Suppressions,
            Scope = scope,
            Range = range,
            FlowWatchVersion = Application.Version,
        };
        if (arguments.GetValue(dryRun))
        {
            await scan.ExplainAsync(engineOptions, checkOptions, cancellationToken).ConfigureAwait(false);
            return ExitCode.Clean;
        }

        using var report = new ReportOutput(terminal, arguments.GetValue(format), arguments.GetValue(output), arguments.GetValue(CommonOptions.Color)!, scope);
        var result = await scan.RunAsync(engineOptions, checkOptions, cancellationToken).ConfigureAwait(false);
        await report.WriteAsync(result, cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(output) is { } file) scan.Say($"wrote {file}");
        return ExitCode.Of(result, arguments.GetValue(failOn)!);
    }
}
