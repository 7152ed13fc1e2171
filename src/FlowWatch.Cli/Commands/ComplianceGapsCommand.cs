using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Http.Answers;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch compliance gaps [acknowledge]</c>: which hours are missing in archives, and who answers for them?</summary>
internal sealed class ComplianceGapsCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<string?> state = new("--state") { Description = "The SQLite file that remembers what was acknowledged. Default: that of the settings, else FlowWatch/state.db in your data folder.", HelpName = "FILE" };
    private readonly Option<string?> listTarget = new("--target", "-t") { Description = "Only gaps of this target.", HelpName = "NAME" };
    private readonly Option<string> format = new("--format", "-f") { Description = "table or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
    private readonly Option<string?> target = new("--target", "-t") { Description = "The target whose archive is meant. Must be given.", HelpName = "NAME" };
    private readonly Option<string?> source = new("--source") { Description = "The flow log or stream whose hours are meant. Default: all of the target.", HelpName = "SOURCE" };
    private readonly Option<string?> from = new("--from") { Description = "From when (ISO 8601; UTC without an offset). Must be given.", HelpName = "TIME" };
    private readonly Option<string?> to = new("--to") { Description = "Until when, not in the future. Must be given.", HelpName = "TIME" };
    private readonly Option<string?> owner = new("--owner") { Description = "Who answers for it. Must be given.", HelpName = "WHO" };
    private readonly Option<string?> reason = new("--reason") { Description = "Why the hours are missing, and what was done. Must be given.", HelpName = "TEXT" };
    private readonly Terminal terminal;

    private ComplianceGapsCommand(Terminal terminal)
    {
        this.terminal = terminal;
        format.Among("table", "json");
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var one = new ComplianceGapsCommand(terminal);
        var acknowledge = new Command("acknowledge", "Answer for hours of a stretch that are missing; those that are there are not meant. It is never taken back.") { one.target, one.source, one.from, one.to, one.owner, one.reason, one.config, one.state };
        acknowledge.SetAction((arguments, stopping) => one.WithGapsAsync(arguments, (gaps, settings) => one.AcknowledgeAsync(arguments, gaps, settings, stopping)));
        var gaps = new Command("gaps", "List the gaps of archives as the newest report found them, or acknowledge some.") { one.listTarget, one.format, one.config, one.state, acknowledge };
        gaps.SetAction((arguments, stopping) => one.WithGapsAsync(arguments, (register, settings) => one.ListAsync(arguments, register, settings, stopping)));
        return gaps;
    }

    private async Task<int> WithGapsAsync(ParseResult arguments, Func<ArchiveGapRegister, FlowWatchSettings, Task<int>> work)
    {
        var configuration = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = StateInput.WithState(configuration.Settings(terminal, quiet: true), arguments.GetValue(state));
        var home = new ComplianceHome(configuration.Reading with { Settings = settings }, terminal);
        await using (home.ConfigureAwait(false))
        {
            try
            {
                return await work(home.Gaps, settings).ConfigureAwait(false);
            }
            catch (Exception error) when (error is ReportStoreException or StateException)
            {
                throw new BadInputException(error.Message);
            }
        }
    }

    private async Task<int> ListAsync(ParseResult arguments, ArchiveGapRegister register, FlowWatchSettings settings, CancellationToken cancellationToken)
    {
        var wanted = arguments.GetValue(listTarget) is not { } named ? null
            : settings.Targets.FirstOrDefault(one => one.Name.Equals(named, StringComparison.OrdinalIgnoreCase))?.Name
                ?? throw new BadInputException($"there is no target '{VisibleText.Of(named)}' that can be used{Spelling.Suggestion(named, [.. settings.Targets.Select(one => one.Name)])}.");
        var list = await register.ListAsync(wanted, cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(format)!.Equals("json", StringComparison.OrdinalIgnoreCase))
        {
            JsonSerializer.Serialize(terminal.Output, new ArchiveGapPage(list.Report, list.GeneratedAt, list.NotVerified, [.. list.Gaps.Select(ArchiveGapItem.Of)], null), Json);
            terminal.Output.Write("\n"u8);
            return ExitCode.Clean;
        }

        if (list.Report is null) throw new BadInputException("there is no compliance report yet, so no gap is known; 'flowwatch compliance verify' makes one.");
        foreach (var unknown in list.NotVerified) await terminal.Error.WriteLineAsync($"warning: {VisibleText.Of(unknown)}: the archive could not be looked at, so its gaps are not known.").ConfigureAwait(false);
        if (list.Gaps.Count > 0) await WriteAsync(list.Gaps, cancellationToken).ConfigureAwait(false);
        if (!arguments.GetValue(CommonOptions.Quiet))
        {
            var waiting = list.Gaps.Count(gap => gap.Gap.Status != ArchiveGapStatus.Acknowledged);
            await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{ReadableNumber.Count(list.Gaps.Count, "gaps")}, {waiting} not acknowledged; found by {list.Report}.")).ConfigureAwait(false);
        }

        return ExitCode.Clean;
    }

    private async Task<int> AcknowledgeAsync(ParseResult arguments, ArchiveGapRegister register, FlowWatchSettings settings, CancellationToken cancellationToken)
    {
        var request = new ArchiveGapRequest
        {
            Target = arguments.GetValue(target),
            Source = arguments.GetValue(source),
            From = arguments.GetValue(from),
            To = arguments.GetValue(to),
            Owner = arguments.GetValue(owner),
            Reason = arguments.GetValue(reason),
        };
        var answer = await register.AcknowledgeAsync(request, settings.Targets, cancellationToken).ConfigureAwait(false);
        if (answer.Errors.Count > 0) throw new BadInputException($"nothing was acknowledged:\n{string.Join('\n', answer.Errors.SelectMany(error => error.Value.Select(what => $"  --{error.Key}: {what}")))}");
        await WriteAsync(answer.Acknowledged, cancellationToken).ConfigureAwait(false);
        if (!arguments.GetValue(CommonOptions.Quiet)) await terminal.Error.WriteLineAsync($"{ReadableNumber.Count(answer.Acknowledged.Sum(gap => gap.Hours), "hours")} acknowledged; reports say so from the next on.").ConfigureAwait(false);
        return ExitCode.Clean;
    }

    private async Task WriteAsync(IReadOnlyList<ListedArchiveGap> gaps, CancellationToken cancellationToken) =>
        await terminal.Output.WriteAsync(Encoding.UTF8.GetBytes(TextTable.Of([["TARGET", "SOURCE", "FROM", "TO", "HOURS", "STATUS", "WHAT IS KNOWN"], .. gaps.Select(Row)])), cancellationToken).ConfigureAwait(false);

    private static string[] Row(ListedArchiveGap listed)
    {
        var item = ArchiveGapItem.Of(listed);
        return [VisibleText.Of(item.Target), VisibleText.Of(item.Source), Moment(item.From), Moment(item.To), ReadableNumber.Count(item.Hours), item.Status, VisibleText.Of(item.Explanation)];
    }

    private static string Moment(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
