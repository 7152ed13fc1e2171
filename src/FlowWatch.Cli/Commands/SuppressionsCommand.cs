using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch suppressions list|add|remove</c>: what is expected, who says so, and until when?</summary>
internal sealed class SuppressionsCommand
{
    private const string SchemaVersion = "1.0";
    private const string Any = "any";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<string?> state = new("--state") { Description = "The SQLite file that remembers them. Default: the state of the settings, else FlowWatch/state.db in your data folder.", HelpName = "FILE" };
    private readonly Option<string?> listTarget = new("--target", "-t") { Description = "Only those that apply to this monitored target.", HelpName = "NAME" };
    private readonly Option<bool> expired = new("--expired") { Description = "Only those that have expired." };
    private readonly Option<string> format = new("--format", "-f") { Description = "table or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
    private readonly Argument<string> name = new("NAME") { Description = "A name for people, unique among those of the same monitored target." };
    private readonly Option<string?> owner = new("--owner") { Description = "Who answers for it. Must be given.", HelpName = "WHO" };
    private readonly Option<string?> reason = new("--reason") { Description = "Why these findings are expected. Must be given.", HelpName = "TEXT" };
    private readonly Option<string?> expires = new("--expires") { Description = "From when it no longer holds (ISO 8601; UTC without an offset). Must be given.", HelpName = "TIME" };
    private readonly Option<string?> target = new("--target", "-t") { Description = "Only findings of this monitored target. Default: those of all.", HelpName = "NAME" };
    private readonly Option<string?> source = new("--source") { Description = "Network or address that the finding's source lies in.", HelpName = "NETWORK" };
    private readonly Option<string?> destination = new("--destination") { Description = "Network or address that all the finding's targets lie in.", HelpName = "NETWORK" };
    private readonly Option<int?> port = new("--port") { Description = "Service port that the finding is about.", HelpName = "PORT" };
    private readonly Option<string?> detection = new("--detection") { Description = $"The detection: {string.Join(", ", DetectionCatalog.Default.All.Select(one => one.Metadata.Id))}.", HelpName = "ID" };
    private readonly Option<bool> force = new("--force") { Description = "Add it although it covers very much." };
    private readonly Argument<string> id = new("ID") { Description = "Its id, as suppressions list shows it." };
    private readonly Terminal terminal;

    private SuppressionsCommand(Terminal terminal)
    {
        this.terminal = terminal;
        format.Among("table", "json");
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new SuppressionsCommand(terminal);
        var list = new Command("list", "List them with their hits: those of the configuration, then those that were added.") { command.listTarget, command.expired, command.format, command.config, command.state };
        list.SetAction((arguments, stopping) => command.WithStateAsync(arguments, services => command.ListAsync(arguments, services, stopping)));
        var add = new Command("add", "Hold expected findings back, from the next window that is judged.")
        {
            command.name, command.owner, command.reason, command.expires, command.target, command.source, command.destination, command.port, command.detection, command.force, command.config, command.state,
        };
        add.SetAction((arguments, stopping) => command.WithStateAsync(arguments, services => command.AddAsync(arguments, services, stopping)));
        var remove = new Command("remove", "Remove one that was added; what it held back is found again.") { command.id, command.config, command.state };
        remove.SetAction((arguments, stopping) => command.WithStateAsync(arguments, services => command.RemoveAsync(arguments, services, stopping)));
        return new Command("suppressions", "List, add and remove suppressions: findings that are expected.") { list, add, remove };
    }

    private Task<int> WithStateAsync(ParseResult arguments, Func<ServiceProvider, Task<int>> work)
    {
        var input = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = StateInput.WithState(input.Settings(terminal, arguments.GetValue(CommonOptions.Quiet)), arguments.GetValue(state));
        return StateInput.RunAsync(input.Reading with { Settings = settings }, terminal, work);
    }

    private async Task<int> ListAsync(ParseResult arguments, ServiceProvider services, CancellationToken cancellationToken)
    {
        var register = services.GetRequiredService<SuppressionRegister>();
        var wanted = arguments.GetValue(listTarget) is { } named ? Target(services, named) : null;
        var all = (await register.ListAsync(cancellationToken).ConfigureAwait(false))
            .Where(one => (wanted is null || one.Suppression.MonitoredTarget is null || one.Suppression.MonitoredTarget == wanted) && (one.IsExpired || !arguments.GetValue(expired))).ToList();
        if (arguments.GetValue(format)!.Equals("json", StringComparison.OrdinalIgnoreCase))
        {
            WriteJson(all);
            return ExitCode.Clean;
        }

        if (all.Count == 0)
        {
            await terminal.Error.WriteLineAsync("there are no suppressions.").ConfigureAwait(false);
            return ExitCode.Clean;
        }

        await terminal.Output.WriteAsync(Encoding.UTF8.GetBytes(TextTable.Of([["ID", "NAME", "STATUS", "EXPIRES", "HITS", "LAST HIT", "COVERS", "OWNER"], .. all.Select(Row)])), cancellationToken).ConfigureAwait(false);
        foreach (var one in all)
        {
            foreach (var warning in one.Warnings) await terminal.Error.WriteLineAsync($"warning: {one.Suppression.Id} covers very much: {warning}").ConfigureAwait(false);
        }

        return ExitCode.Clean;
    }

    private async Task<int> AddAsync(ParseResult arguments, ServiceProvider services, CancellationToken cancellationToken)
    {
        var request = new SuppressionRequest
        {
            Name = arguments.GetValue(name),
            Owner = arguments.GetValue(owner),
            Reason = arguments.GetValue(reason),
            Expires = arguments.GetValue(expires),
            MonitoredTarget = arguments.GetValue(target),
            Source = arguments.GetValue(source),
            Target = arguments.GetValue(destination),
            Port = arguments.GetValue(port),
            Detection = arguments.GetValue(detection),
        };
        var now = terminal.Time.GetUtcNow();
        if (SuppressionRequestReader.Read(request, services.GetRequiredService<FlowWatchSettings>().Targets, now, out var errors) is not { } suppression)
        {
            throw new BadInputException($"nothing was added:\n{string.Join('\n', errors.SelectMany(error => error.Value.Select(what => $"  {OptionOf(error.Key)}: {what}")))}");
        }

        var reasons = SuppressionBreadth.Reasons(suppression, now);
        if (reasons.Count > 0 && !arguments.GetValue(force)) throw new BadInputException($"nothing was added, because {string.Join("; ", reasons)}. Make it narrower or let it end sooner, or add --force.");
        foreach (var warning in reasons) await terminal.Error.WriteLineAsync($"warning: {warning}.").ConfigureAwait(false);
        var by = terminal.Environment("USER") ?? terminal.Environment("USERNAME") ?? suppression.Owner;
        var (outcome, _) = await services.GetRequiredService<SuppressionStore>().AddAsync(suppression, by, cancellationToken).ConfigureAwait(false);
        if (outcome == SuppressionAddition.NameTaken) throw new BadInputException($"nothing was added: there is a suppression of that name for the same targets. Remove it first (flowwatch suppressions remove {suppression.Id}), or choose another name.");
        if (outcome == SuppressionAddition.TooMany) throw new BadInputException($"nothing was added: there are {SuppressionStore.Most} already. Remove those that have expired (flowwatch suppressions list --expired), or raise a threshold instead.");
        var resolved = 0;
        foreach (var one in services.GetRequiredService<FlowWatchSettings>().Targets.Where(one => suppression.MonitoredTarget is null || suppression.MonitoredTarget == one.Name)) resolved += await services.GetRequiredService<SuppressedIncidents>().ApplyAsync(one, [suppression], cancellationToken).ConfigureAwait(false);
        await terminal.Output.WriteAsync(Encoding.UTF8.GetBytes(suppression.Id + "\n"), cancellationToken).ConfigureAwait(false);
        if (!arguments.GetValue(CommonOptions.Quiet)) await terminal.Error.WriteLineAsync($"added; it holds from the next window that is judged. {ReadableNumber.Count(resolved, "open incidents")} resolved as expected.").ConfigureAwait(false);
        return ExitCode.Clean;
    }

    private async Task<int> RemoveAsync(ParseResult arguments, ServiceProvider services, CancellationToken cancellationToken)
    {
        var wanted = arguments.GetValue(id)!;
        if (SuppressionId.IsOfConfiguration(wanted)) throw new BadInputException("it stands in the configuration; remove it there.");
        var outcome = IsId(wanted) ? await services.GetRequiredService<SuppressionStore>().RemoveAsync(wanted, null, cancellationToken).ConfigureAwait(false) : SuppressionRemoval.NotFound;
        if (outcome == SuppressionRemoval.NotFound) throw new BadInputException($"there is no suppression '{VisibleText.Of(wanted)}'; 'flowwatch suppressions list' shows those there are.");
        if (outcome == SuppressionRemoval.Changed) throw new BadInputException("somebody else changed it at the same time; look at it again.");
        if (!arguments.GetValue(CommonOptions.Quiet)) await terminal.Error.WriteLineAsync("removed; what it held back is found again from the next window that is judged.").ConfigureAwait(false);
        return ExitCode.Clean;
    }

    private static bool IsId(string text) => text.Length <= 40 && System.Text.RegularExpressions.Regex.IsMatch(text, $@"^(?:{SuppressionId.Form})\z");

    private static string Target(ServiceProvider services, string named) =>
        services.GetRequiredService<FlowWatchSettings>().Targets.FirstOrDefault(one => one.Name.Equals(named, StringComparison.OrdinalIgnoreCase))?.Name
            ?? throw new BadInputException($"there is no target '{VisibleText.Of(named)}' that can be used.");

    // What the request calls a member, as it is typed here.
    private static string OptionOf(string member) => member switch
    {
        "name" => "NAME",
        "monitoredTarget" => "--target",
        "target" => "--destination",
        "suppression" => "suppression",
        _ => $"--{member}",
    };

    private static string[] Row(ListedSuppression listed)
    {
        var one = listed.Suppression;
        return
        [
            one.Id!, VisibleText.Of(one.Name), listed.IsExpired ? "EXPIRED" : "active", Moment(one.Expires), ReadableNumber.Count(listed.Hits.Count), listed.Hits.Last is { } last ? Moment(last) : "never", Covers(one), VisibleText.Of(one.Owner),
        ];
    }

    private static string Covers(Suppression one) =>
        $"{one.Detection ?? Any} {one.Source?.ToString() ?? Any} -> {one.Target?.ToString() ?? Any} port {one.Port?.ToString(CultureInfo.InvariantCulture) ?? Any}, {(one.MonitoredTarget is { } target ? $"target {target}" : "all targets")}";

    private static string Moment(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private void WriteJson(List<ListedSuppression> all)
    {
        using var json = new Utf8JsonWriter(terminal.Output, Indented);
        json.WriteStartObject();
        json.WriteString("schemaVersion", SchemaVersion);
        json.WriteStartArray("suppressions");
        foreach (var listed in all)
        {
            var one = listed.Suppression;
            json.WriteStartObject();
            json.WriteString("id", one.Id);
            json.WriteString("origin", listed.Stored is null ? "configuration" : "added");
            json.WriteString("status", listed.IsExpired ? "expired" : "active");
            json.WriteString("name", one.Name);
            json.WriteString("owner", one.Owner);
            json.WriteString("reason", one.Reason);
            json.WriteString("expires", ReportWords.Iso(one.Expires));
            json.WriteString("monitoredTarget", one.MonitoredTarget);
            json.WriteString("source", one.Source?.ToString());
            json.WriteString("target", one.Target?.ToString());
            if (one.Port is { } number) json.WriteNumber("port", number);
            else json.WriteNull("port");
            json.WriteString("detection", one.Detection);
            json.WriteString("createdAt", listed.Stored is { } stored ? ReportWords.Iso(stored.CreatedAt) : null);
            json.WriteString("createdBy", listed.Stored?.CreatedBy);
            json.WriteNumber("hits", listed.Hits.Count);
            json.WriteString("lastHit", listed.Hits.Last is { } last ? ReportWords.Iso(last) : null);
            json.WriteStartArray("warnings");
            foreach (var warning in listed.Warnings) json.WriteStringValue(warning);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        terminal.Output.Write("\n"u8);
    }
}
