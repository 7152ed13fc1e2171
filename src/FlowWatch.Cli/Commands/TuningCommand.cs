using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Tuning;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch tuning</c>: how many incidents would other thresholds have made?</summary>
internal sealed class TuningCommand
{
    private const string Unknown = "?";
    private const int UsualDays = 7;
    private const int UsualWindows = 100;
    private const int MostWindows = 10_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<int> days = new("--days") { Description = $"How many days back, 1 to {ThresholdTuning.MostDays}.", HelpName = "N", DefaultValueFactory = _ => UsualDays };
    private readonly Option<string[]> targets = new("--target", "-t") { Description = "Name of a target of the configuration. May be given more than once. Default: all.", HelpName = "NAME" };
    private readonly Option<string[]> set = new("--set") { Description = "A threshold that is thought of: DETECTION.setting=value. May be given more than once. Default: those of the anomaly check at 2, 5 and 10 times their value.", HelpName = "THRESHOLD" };
    private readonly Option<bool> rescan = new("--rescan") { Description = "Judge the flow logs again, which costs what judging them cost. Without it only what was found is looked at." };
    private readonly Option<int> windows = new("--windows") { Description = "The most windows of a target that are judged again for a threshold, the newest first.", HelpName = "N", DefaultValueFactory = _ => UsualWindows };
    private readonly Option<string> format = new("--format", "-f") { Description = "table or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<string?> state = new("--state") { Description = "The SQLite file that remembers what was found. Default: the state of the settings, else FlowWatch/state.db in your data folder.", HelpName = "FILE" };
    private readonly Terminal terminal;

    private TuningCommand(Terminal terminal)
    {
        this.terminal = terminal;
        format.Among("table", "json");
        days.Between(1, ThresholdTuning.MostDays);
        windows.Between(1, MostWindows);
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var tuning = new TuningCommand(terminal);
        var command = new Command("tuning", "Say how many incidents other thresholds would have made.") { tuning.days, tuning.targets, tuning.set, tuning.rescan, tuning.windows, tuning.format, tuning.config, tuning.state };
        command.SetAction(tuning.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (back, most) = (arguments.GetValue(days), arguments.GetValue(windows));
        var asked = (arguments.GetValue(set) ?? []).Select(text => TuningCandidate.Read(text, out var problem) ?? throw new BadInputException($"--set: {problem}")).ToList();
        var input = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = StateInput.WithState(input.Settings(terminal, arguments.GetValue(CommonOptions.Quiet)), arguments.GetValue(state));
        var chosen = input.Chosen(arguments.GetValue(targets) ?? [], settings);
        return await StateInput.RunAsync(input.Reading with { Settings = settings }, terminal, async services =>
        {
            var tuning = services.GetRequiredService<ThresholdTuning>();
            var results = new List<TuningResult>();
            foreach (var (target, candidate) in chosen.SelectMany(target => (asked.Count == 0 ? ThresholdTuning.Usual(target) : asked).Select(candidate => (target, candidate))))
            {
                results.Add(arguments.GetValue(rescan)
                    ? await tuning.RescanAsync(target, candidate, back, new TuningLimits { MostWindows = most }, cancellationToken).ConfigureAwait(false)
                    : await tuning.FromFindingsAsync(target, candidate, back, cancellationToken).ConfigureAwait(false));
            }

            await WriteAsync(results, arguments.GetValue(format)!, cancellationToken).ConfigureAwait(false);
            return results.Exists(result => result.NotVerified is not null) ? ExitCode.Partial : ExitCode.Clean;
        }).ConfigureAwait(false);
    }

    private async Task WriteAsync(List<TuningResult> results, string chosen, CancellationToken cancellationToken)
    {
        var text = chosen.Equals("json", StringComparison.OrdinalIgnoreCase)
            ? JsonSerializer.Serialize(new { schemaVersion = "1.0", results }, Json) + "\n"
            : TextTable.Of([["TARGET", "THRESHOLD", "NOW", "THEN", "INCIDENTS", "VANISH", "APPEAR", "WINDOWS"], .. results.Select(Row)]);
        await terminal.Output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        foreach (var result in results.Where(result => result.NotVerified is not null)) await terminal.Error.WriteLineAsync($"NOT VERIFIED: {result.Target} {result.Detection}.{result.Setting}={result.Candidate}: {result.NotVerified}").ConfigureAwait(false);
    }

    private static string[] Row(TuningResult result) =>
    [
        result.Target, $"{result.Detection}.{result.Setting}", result.Current, result.Candidate, ReadableNumber.Count(result.Incidents), Number(result.Vanish), Number(result.Appear),
        result.Rescanned == 0 ? ReadableNumber.Count(result.Windows) : $"{ReadableNumber.Count(result.Rescanned)} of {ReadableNumber.Count(result.Windows)} judged again",
    ];

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Unknown;
}
