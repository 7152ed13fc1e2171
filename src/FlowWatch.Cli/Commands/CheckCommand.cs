using System.CommandLine;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch check anomaly|security|all</c>: what is wrong at these targets now?</summary>
internal sealed class CheckCommand
{
    private const int TargetsAtOnce = 64;

    private readonly Argument<string> check = new("CHECK") { Description = "Which detections: anomaly, security or all." };
    private readonly Option<string[]> targets = new("--target", "-t") { Description = "Name of a target of the configuration. May be given more than once. Default: all.", HelpName = "NAME" };
    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<string?> since = new("--since") { Description = "Judge the time from this length before now until now: 90s, 15m, 1h, 7d. Default: the last 15 minutes that have settled.", HelpName = "LENGTH" };
    private readonly Option<string?> from = new("--from") { Description = "Judge from this time on (ISO 8601; UTC without an offset).", HelpName = "TIME" };
    private readonly Option<string?> to = new("--to") { Description = "Judge up to this time. Default: now.", HelpName = "TIME" };
    private readonly Option<string?> format = new("--format", "-f") { Description = $"Format of the report: {string.Join(", ", ReportOutput.Formats)}. Default: by the extension of --output, else table.", HelpName = "FORMAT" };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Write the report to this file.", HelpName = "FILE" };
    private readonly Option<string> failOn = new("--fail-on") { Description = "Lowest severity that makes the exit code 1: informational, low, medium, high, critical, or never.", HelpName = "SEVERITY", DefaultValueFactory = _ => "low" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print the queries, ready to paste; starts none. The order of the fields is still looked up where the configuration does not name it." };
    private readonly Option<bool> send = new("--send") { Description = "Make incidents of what is found, and tell the topics, webhooks, files or console of the targets what is news of them, from severity medium on." };
    private readonly Option<string?> state = new("--state") { Description = "With --send: the SQLite file that remembers incidents and alerts. Default: the state of the settings, else FlowWatch/state.db in your data folder.", HelpName = "FILE" };
    private readonly Terminal terminal;

    private CheckCommand(Terminal terminal)
    {
        this.terminal = terminal;
        check.Among("anomaly", "security", "all");
        format.Among(ReportOutput.Formats);
        failOn.Among([.. Enum.GetNames<Severity>().Select(name => name.ToLowerInvariant()), "never"]);
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var one = new CheckCommand(terminal);
        var command = new Command("check", "Check the flow logs of configured targets where they are: in AWS, or in their folder.")
        {
            one.check, one.targets, one.config, one.since, one.from, one.to, one.format, one.output, one.failOn, one.send, one.state, one.dryRun,
        };
        command.SetAction(one.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var quiet = arguments.GetValue(CommonOptions.Quiet);
        var configuration = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = configuration.Settings(terminal, quiet);
        var chosen = configuration.Chosen(arguments.GetValue(targets) ?? [], settings);
        var window = Window(arguments);
        if (!quiet) await terminal.Error.WriteLineAsync($"window {TimeRange.Text(window)}").ConfigureAwait(false);
        using var access = new AwsAccess(settings, terminal, arguments.GetValue(CommonOptions.Verbose));
        if (arguments.GetValue(dryRun)) return await ExplainAsync(access, chosen, arguments.GetValue(check)!.ToLowerInvariant(), window, cancellationToken).ConfigureAwait(false);

        if (!arguments.GetValue(send)) return await CheckAsync(arguments, access, chosen, window, null, cancellationToken).ConfigureAwait(false);
        var alerts = await CheckAlerts.OpenAsync(configuration.Reading with { Settings = StateInput.WithState(settings, arguments.GetValue(state)) }, access.Alerts, terminal, quiet, cancellationToken).ConfigureAwait(false);
        await using (alerts.ConfigureAwait(false)) return await CheckAsync(arguments, access, await alerts.WithSuppressionsAsync(chosen, cancellationToken).ConfigureAwait(false), window, alerts, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> CheckAsync(ParseResult arguments, AwsAccess access, List<MonitoredTarget> chosen, TimeWindow window, CheckAlerts? alerts, CancellationToken cancellationToken)
    {
        var (name, quiet) = (arguments.GetValue(check)!.ToLowerInvariant(), arguments.GetValue(CommonOptions.Quiet));
        using var report = new ReportOutput(terminal, arguments.GetValue(format), arguments.GetValue(output), arguments.GetValue(CommonOptions.Color)!);
        var started = terminal.Time.GetTimestamp();
        var judgements = new TargetJudgement[chosen.Count];
        await Parallel.ForEachAsync(
            chosen.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = TargetsAtOnce, CancellationToken = cancellationToken },
            async (target, stopping) => judgements[target.Index] =
                await new TargetCheck(access.FlowLogsOf(target.Item), terminal.Time, Application.Version).RunAsync(target.Item, name, window, TimeSpan.Zero, stopping).ConfigureAwait(false)).ConfigureAwait(false);
        var result = TargetJudgements.Report(judgements, window, terminal.Time.GetElapsedTime(started), terminal.Time.GetUtcNow(), Application.Version);
        await report.WriteAsync(result, cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(output) is { } file && !quiet) await terminal.Error.WriteLineAsync($"wrote {file}").ConfigureAwait(false);
        if (alerts is not null && !await alerts.SendAsync(chosen, judgements, cancellationToken).ConfigureAwait(false)) return ExitCode.Partial;
        return judgements.All(judgement => judgement.Failure?.Kind == FactFailureKind.NoCredentials) ? ExitCode.Authentication : ExitCode.Of(result, arguments.GetValue(failOn)!);
    }

    private TimeWindow Window(ParseResult arguments)
    {
        var now = terminal.Time.GetUtcNow();
        var asked = TimeRange.Parse(arguments.GetValue(since), arguments.GetValue(from), arguments.GetValue(to), now);
        if (asked is not null && asked.From == DateTimeOffset.UnixEpoch) throw new BadInputException("--to needs --from or --since: AWS is asked for a bounded time only.");
        if (asked is not null) return asked.To > now ? asked with { To = now } : asked;
        var options = new WindowOptions();
        var end = now - options.SettleLag;
        var settled = new DateTimeOffset(end.UtcTicks - (end.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        return new TimeWindow(settled - options.Length, settled);
    }

    private async Task<int> ExplainAsync(AwsAccess access, List<MonitoredTarget> chosen, string name, TimeWindow window, CancellationToken cancellationToken)
    {
        var output = new StreamWriter(terminal.Output, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };
        await using (output.ConfigureAwait(false))
        {
            var failures = new List<FactFailure>();
            foreach (var target in chosen)
            {
                var opened = await access.FlowLogsOf(target).OpenAsync(target, window, cancellationToken).ConfigureAwait(false);
                if (!opened.IsKnown)
                {
                    failures.Add(opened.Failure);
                    await terminal.Error.WriteLineAsync($"flowwatch: {target.Name}: NOT VERIFIED: {VisibleText.Of(opened.Failure.ToString())}").ConfigureAwait(false);
                    continue;
                }

                var session = opened.Value;
                await using (session.ConfigureAwait(false))
                {
                    await output.WriteLineAsync($"# target {target.Name}, {(target.Folder is { } folder ? $"folder {folder}" : $"log group {target.LogGroup}")}, {window}\n".AsMemory(), cancellationToken).ConfigureAwait(false);
                    foreach (var query in TargetCheck.OpeningQueries(session, target, name, terminal.Time)) await output.WriteLineAsync($"# {query.Name}\n{session.Engine.Explain(query)}\n".AsMemory(), cancellationToken).ConfigureAwait(false);
                }
            }

            return failures.Count == 0 ? ExitCode.Clean : failures.All(failure => failure.Kind == FactFailureKind.NoCredentials) ? ExitCode.Authentication : ExitCode.Partial;
        }
    }
}
