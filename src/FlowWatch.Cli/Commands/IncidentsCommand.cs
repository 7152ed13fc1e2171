using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch incidents list|show|acknowledge|resolve|reopen</c>: what goes on, and who is at it?</summary>
internal sealed class IncidentsCommand
{
    private const string All = "all";
    private const string Open = "open";
    private const int MostListed = 1000;

    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<string?> state = new("--state") { Description = "The SQLite file that remembers them. Default: the state of the settings, else FlowWatch/state.db in your data folder.", HelpName = "FILE" };
    private readonly Option<string?> target = new("--target", "-t") { Description = "Only those of this monitored target.", HelpName = "NAME" };
    private readonly Option<string> status = new("--status") { Description = $"open (all that are not resolved), all, or one of {string.Join(", ", IncidentWords.Statuses)}.", HelpName = "STATUS", DefaultValueFactory = _ => Open };
    private readonly Option<string?> severity = new("--severity") { Description = "Only those of this severity and above.", HelpName = "SEVERITY" };
    private readonly Option<int> top = new("--top") { Description = $"How many at the most, the most severe and latest first; up to {MostListed}.", HelpName = "NUMBER", DefaultValueFactory = _ => 50 };
    private readonly Option<string> format = new("--format", "-f") { Description = "table or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
    private readonly Argument<string> id = new("ID") { Description = "Its id, as incidents list shows it." };
    private readonly Option<string?> note = new("--note") { Description = "Why, for those who look later.", HelpName = "TEXT" };
    private readonly Option<string?> by = new("--by") { Description = "Who acts. Default: the user's name.", HelpName = "WHO" };
    private readonly Option<string?> disposition = new("--disposition") { Description = $"What it turned out to be: {string.Join(", ", IncidentWords.Dispositions)}. Must be given.", HelpName = "WHAT" };
    private readonly Terminal terminal;

    private IncidentsCommand(Terminal terminal)
    {
        this.terminal = terminal;
        format.Among("table", "json");
        status.Among([Open, All, .. IncidentWords.Statuses]);
        severity.Among([.. Enum.GetNames<Severity>().Select(name => name.ToLowerInvariant())]);
        top.Between(1, MostListed);
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var one = new IncidentsCommand(terminal);
        var list = new Command("list", "List incidents, the most severe and latest first.") { one.target, one.status, one.severity, one.top, one.format, one.config, one.state };
        list.SetAction((arguments, stopping) => one.WithStateAsync(arguments, services => one.ListAsync(arguments, services, stopping)));
        var show = new Command("show", "Show an incident: its history and its latest finding.") { one.id, one.format, one.config, one.state };
        show.SetAction((arguments, stopping) => one.WithStateAsync(arguments, services => one.ShowAsync(arguments, services, stopping)));
        var acknowledge = one.Acting("acknowledge", "Say that somebody is at it; reminders stop.", IncidentEvent.Acknowledge);
        var resolve = one.Acting("resolve", "Say that it is over, and what it turned out to be.", IncidentEvent.Resolve, one.disposition);
        var reopen = one.Acting("reopen", "Say that it is not over after all.", IncidentEvent.Reopen);
        return new Command("incidents", "List, show, acknowledge, resolve and reopen incidents.") { list, show, acknowledge, resolve, reopen };
    }

    private Command Acting(string name, string description, IncidentEvent what, params IReadOnlyList<Option> more)
    {
        var command = new Command(name, description) { id, note, by };
        foreach (var option in more) command.Options.Add(option);
        command.Options.Add(config);
        command.Options.Add(state);
        command.SetAction((arguments, stopping) => WithStateAsync(arguments, services => ActAsync(arguments, services, what, stopping)));
        return command;
    }

    private Task<int> WithStateAsync(ParseResult arguments, Func<ServiceProvider, Task<int>> work)
    {
        if (arguments.GetValue(state) is { } file && !File.Exists(file)) throw new BadInputException($"--state: there is no file {VisibleText.Of(file)}.");
        var input = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = StateInput.WithState(input.Settings(terminal, arguments.GetValue(CommonOptions.Quiet)), arguments.GetValue(state));
        return StateInput.RunAsync(input.Reading with { Settings = settings }, terminal, work);
    }

    private async Task<int> ListAsync(ParseResult arguments, ServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IncidentStore>();
        var (asked, most) = (arguments.GetValue(status)!.ToLowerInvariant(), arguments.GetValue(top));
        var lowest = arguments.GetValue(severity) is { } word ? Enum.Parse<Severity>(word, ignoreCase: true) : Severity.Informational;
        // The worst one stands first in the queue and is let go when a better one comes: it never holds more than are shown.
        var kept = new PriorityQueue<Incident, (Severity, DateTimeOffset)>();
        foreach (var one in Targets(services, arguments.GetValue(target)))
        {
            await foreach (var incident in store.ListAsync(one, null, cancellationToken).ConfigureAwait(false))
            {
                if (incident.Severity < lowest || !(asked == All || (asked == Open ? incident.Status != IncidentStatus.Resolved : IncidentWords.Of(incident.Status) == asked))) continue;
                kept.Enqueue(incident, (incident.Severity, incident.LastSeen));
                if (kept.Count > most) kept.Dequeue();
            }
        }

        var shown = kept.UnorderedItems.Select(item => item.Element).OrderByDescending(one => one.Severity).ThenByDescending(one => one.LastSeen).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        if (IsJson(arguments))
        {
            await WriteJsonAsync(json =>
            {
                json.WriteStartArray("incidents");
                foreach (var incident in shown) IncidentJson.Write(json, incident, withHistory: false);
                json.WriteEndArray();
            }).ConfigureAwait(false);
            return ExitCode.Clean;
        }

        if (shown.Count == 0)
        {
            await terminal.Error.WriteLineAsync(asked == Open ? "there are no open incidents." : "there are no such incidents.").ConfigureAwait(false);
            return ExitCode.Clean;
        }

        await terminal.Output.WriteAsync(Encoding.UTF8.GetBytes(TextTable.Of([["ID", "SEVERITY", "STATUS", "DETECTION", "LAST SEEN", "TIMES", "WHAT"], .. shown.Select(Row)])), cancellationToken).ConfigureAwait(false);
        return ExitCode.Clean;
    }

    private async Task<int> ShowAsync(ParseResult arguments, ServiceProvider services, CancellationToken cancellationToken)
    {
        var wanted = arguments.GetValue(id)!;
        var incident = await services.GetRequiredService<IncidentStore>().FindAsync(wanted, cancellationToken).ConfigureAwait(false) ?? throw Unknown(wanted);
        if (IsJson(arguments))
        {
            await WriteJsonAsync(json =>
            {
                json.WritePropertyName("incident");
                IncidentJson.Write(json, incident, withHistory: true);
            }).ConfigureAwait(false);
            return ExitCode.Clean;
        }

        await terminal.Output.WriteAsync(Encoding.UTF8.GetBytes(Text(incident)), cancellationToken).ConfigureAwait(false);
        return ExitCode.Clean;
    }

    private async Task<int> ActAsync(ParseResult arguments, ServiceProvider services, IncidentEvent what, CancellationToken cancellationToken)
    {
        var wanted = arguments.GetValue(id)!;
        var request = new IncidentRequest
        {
            By = arguments.GetValue(by) ?? terminal.Environment("USER") ?? terminal.Environment("USERNAME") ?? Environment.UserName,
            Note = arguments.GetValue(note),
            Disposition = what == IncidentEvent.Resolve ? arguments.GetValue(disposition) : null,
        };
        if (IncidentRequestReader.Read(request, what, null, out var errors) is not { } action)
        {
            throw new BadInputException($"nothing was changed:\n{string.Join('\n', errors.SelectMany(error => error.Value.Select(wrong => $"  --{error.Key}: {wrong}")))}");
        }

        var change = await services.GetRequiredService<IncidentActions>().ActAsync(wanted, action, cancellationToken).ConfigureAwait(false);
        if (change.Outcome == IncidentOutcome.NotFound) throw Unknown(wanted);
        if (change.Outcome == IncidentOutcome.NotAllowed) throw new BadInputException($"nothing was changed: the incident is {IncidentWords.Of(change.Incident!.Status)}; with it there are {string.Join(" and ", IncidentTransitions.ActionsOf(change.Incident.Status).Select(IncidentWords.Of))}.");
        if (change.Outcome == IncidentOutcome.Stale) throw new BadInputException("nothing was changed: others changed the incident at the same time; look at it again.");
        if (!arguments.GetValue(CommonOptions.Quiet)) await terminal.Error.WriteLineAsync($"{change.Incident!.Id} is {IncidentWords.Of(change.Incident.Status)}.").ConfigureAwait(false);
        return ExitCode.Clean;
    }

    private static IEnumerable<string> Targets(ServiceProvider services, string? named)
    {
        var all = services.GetRequiredService<FlowWatchSettings>().Targets;
        if (named is null && all.Count == 0) throw new BadInputException("no target is configured, so there is none whose incidents could be listed. Give the settings with --config, or the name of a target with --target.");
        if (named is null) return all.Select(one => one.Name);
        // Without a configuration the name is taken as it is: the state may be another deployment's.
        if (all.Count == 0 && IncidentIds.IsTarget(named)) return [named];
        return [all.FirstOrDefault(one => one.Name.Equals(named, StringComparison.OrdinalIgnoreCase))?.Name ?? throw new BadInputException($"there is no target '{VisibleText.Of(named)}' that can be used.")];
    }

    private bool IsJson(ParseResult arguments) => arguments.GetValue(format)!.Equals("json", StringComparison.OrdinalIgnoreCase);

    private async Task WriteJsonAsync(Action<Utf8JsonWriter> write)
    {
        var writer = new Utf8JsonWriter(terminal.Output, IncidentJson.Indented);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("schemaVersion", IncidentJson.SchemaVersion);
            write(writer);
            writer.WriteEndObject();
        }

        terminal.Output.Write("\n"u8);
    }

    private static string[] Row(Incident one) =>
        [one.Id, ReportWords.Of(one.Severity), IncidentWords.Of(one.Status), one.Detection, ReportWords.Moment(one.LastSeen), ReadableNumber.Count(one.Occurrences), VisibleText.Of(one.Summary)];

    private static string Text(Incident one)
    {
        var text = new StringBuilder();
        Line($"{one.Id}");
        Line($"{ReportWords.Of(one.Severity)} {one.Detection}: {one.Title}");
        Line(one.Summary);
        Line("");
        Line($"Status: {IncidentWords.Of(one.Status)}{(one.Disposition is { } what ? $", {IncidentWords.Of(what)}" : "")}");
        Line($"Seen: {ReadableNumber.Count(one.Occurrences, "times")}, {ReportWords.Moment(one.FirstSeen)} to {ReportWords.Moment(one.LastSeen)}");
        Line(string.Create(CultureInfo.InvariantCulture, $"Escalation: level {(int)one.Level}"));
        if (one.MissingTopics.Count > 0) Line($"Nobody was told: the target lacks {string.Join(" and ", one.MissingTopics)}");
        if (one.TraceId is { } trace) Line($"Trace id: {trace}");
        Line("");
        Line("History");
        if (one.HistoryDropped > 0) Line($"  {ReadableNumber.Count(one.HistoryDropped, "older steps")} are not kept any more");
        foreach (var step in one.History) Line($"  {ReportWords.Moment(step.At)} {IncidentWords.Of(step.What)} by {step.By}: {IncidentWords.Of(step.Status)}{(step.Note is { } why ? $" ({why})" : "")}");
        foreach (var (index, next) in one.NextSteps.Index()) Line(string.Create(CultureInfo.InvariantCulture, $"{(index == 0 ? "\nWhat to do\n" : "")}  {index + 1}. {next}"));
        return text.ToString();

        void Line(string line) => text.AppendJoin('\n', line.Split('\n').Select(VisibleText.Of)).Append('\n');
    }

    private static BadInputException Unknown(string wanted) => new($"there is no incident '{VisibleText.Of(wanted)}'; 'flowwatch incidents list --status all' shows those there are.");
}
