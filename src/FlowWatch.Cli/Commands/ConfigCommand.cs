using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowWatch.Cli.Input;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch config check|show</c>: is the configuration good, and what is in force?</summary>
internal sealed class ConfigCommand
{
    private const string SchemaVersion = "1.0";
    private const string Nothing = "-";
    private const int WidestColumn = 70;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<bool> origin = new("--origin") { Description = "Say where each value comes from: default, file and line, or environment variable." };
    private readonly Option<string> format = new("--format", "-f") { Description = "table or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
    private readonly Terminal terminal;

    private ConfigCommand(Terminal terminal)
    {
        this.terminal = terminal;
        format.Among("table", "json");
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ConfigCommand(terminal);
        var check = new Command("check", "Check the configuration: every problem at once, and which targets can be used.") { command.config };
        check.SetAction(command.Check);
        var show = new Command("show", "Show every setting as it is in force, defaults included.") { command.config, command.origin, command.format };
        show.SetAction(command.Show);
        return new Command("config", "Check and show the configuration: targets, credentials, thresholds.") { check, show };
    }

    private int Check(ParseResult arguments)
    {
        var input = Read(arguments);
        var reading = input.Reading;
        using var text = new StreamWriter(terminal.Output, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };
        foreach (var problem in reading.Problems) text.WriteLine(problem);
        foreach (var note in reading.Notes) text.WriteLine($"note: {note}");
        if (reading.Targets.Count > 0)
        {
            if (reading.Problems.Count + reading.Notes.Count > 0) text.WriteLine();
            WriteTable(text, [("TARGET", "STATUS", "WATCHES"), .. reading.Targets.Select(target => Row(target, reading.IsUsable))]);
        }

        text.WriteLine(Summary(reading));
        return Code(reading);
    }

    private int Show(ParseResult arguments)
    {
        var input = Read(arguments);
        var reading = input.Reading;
        var withOrigin = arguments.GetValue(origin);
        if (arguments.GetValue(format)!.Equals("json", StringComparison.OrdinalIgnoreCase))
        {
            WriteJson(input, withOrigin);
        }
        else
        {
            foreach (var problem in reading.Problems) terminal.Error.WriteLine(problem);
            using var text = new StreamWriter(terminal.Output, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };
            WriteTable(text, [("SETTING", "VALUE", withOrigin ? "ORIGIN" : ""), .. reading.Values.Select(setting => (setting.Path, Shown(setting), withOrigin ? setting.Origin.ToString() : ""))]);
        }

        return Code(reading);
    }

    private ConfigurationInput Read(ParseResult arguments)
    {
        var input = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        if (!arguments.GetValue(CommonOptions.Quiet)) terminal.Error.WriteLine($"configuration: {input.Description}");
        return input;
    }

    private static int Code(SettingsReading reading) => reading.Problems.Count == 0 ? ExitCode.Clean : ExitCode.BadInput;

    private static string Shown(EffectiveSetting setting) => setting.Shown is { Length: > 0 } shown ? shown : Nothing;

    private static (string, string, string) Row(TargetReading target, bool isUsable) => target.Target is { } good
        ? (target.Name, isUsable ? "ok" : "stopped", $"{good.Account} {good.Region} {(good.Folder is { } folder ? $"folder {VisibleText.Of(folder)}{(Directory.Exists(folder) ? "" : " (not there)")}" : good.LogGroup)}")
        : (target.Name, "skipped", ReadableNumber.Count(target.Problems.Count, "problems"));

    private static string Summary(SettingsReading reading)
    {
        var skipped = reading.Targets.Count(target => target.Target is null);
        var targets = reading.Targets.Count == 0 ? "no targets" : $"{ReadableNumber.Count(reading.Targets.Count, "targets")}: {ReadableNumber.Count(reading.Targets.Count - skipped)} good, {ReadableNumber.Count(skipped)} skipped";
        var fatal = reading.Problems.Count(problem => problem.IsFatal);
        return fatal == 0 ? targets : $"{targets}. Nothing can run: {ReadableNumber.Count(fatal, "problems")} in what all targets share";
    }

    private static void WriteTable(TextWriter text, List<(string First, string Second, string Third)> rows)
    {
        var first = Math.Min(WidestColumn, rows.Max(row => row.First.Length));
        var second = Math.Min(WidestColumn, rows.Max(row => row.Second.Length));
        foreach (var row in rows) text.WriteLine($"{row.First.PadRight(first)}  {row.Second.PadRight(second)}  {row.Third}".TrimEnd());
    }

    private void WriteJson(ConfigurationInput input, bool withOrigin)
    {
        using var json = new Utf8JsonWriter(terminal.Output, Indented);
        json.WriteStartObject();
        json.WriteString("schemaVersion", SchemaVersion);
        json.WriteString("file", input.File);
        json.WriteStartArray("environmentVariables");
        foreach (var name in input.Variables) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteBoolean("usable", input.Reading.IsUsable);
        json.WriteStartArray("settings");
        foreach (var setting in input.Reading.Values)
        {
            json.WriteStartObject();
            json.WriteString("path", setting.Path);
            json.WriteString("value", setting.Shown);
            json.WriteString("unit", setting.Unit);
            if (withOrigin) WriteOrigin(json, setting.Origin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("targets");
        foreach (var target in input.Reading.Targets)
        {
            json.WriteStartObject();
            json.WriteString("name", target.Name);
            json.WriteBoolean("usable", target.Target is not null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteProblems(json, "problems", input.Reading.Problems);
        WriteProblems(json, "notes", input.Reading.Notes);
        json.WriteEndObject();
        json.Flush();
        terminal.Output.Write("\n"u8);
    }

    private static void WriteProblems(Utf8JsonWriter json, string property, IReadOnlyList<ConfigurationProblem> problems)
    {
        json.WriteStartArray(property);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("path", problem.Path);
            json.WriteString("message", problem.Message);
            json.WriteString("target", problem.Target);
            WriteOrigin(json, problem.Origin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOrigin(Utf8JsonWriter json, SettingOrigin origin)
    {
        json.WriteStartObject("origin");
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(origin.Kind.ToString()));
        json.WriteString("name", origin.Name);
        if (origin.Line is { } line) json.WriteNumber("line", line);
        json.WriteEndObject();
    }
}
