using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Reports;
using FlowWatch.Local;
using Spectre.Console;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch rules list|show|verify</c>: what is detected, with which thresholds, and whether it works.</summary>
internal sealed class RulesCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Option<string> format = new("--format", "-f") { Description = "table or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
    private readonly Argument<string> id = new("DETECTION") { Description = "Id of the detection, such as PORT_SCAN.", HelpName = "DETECTION" };
    private readonly Argument<string[]> ids = new("DETECTION") { Description = "Ids of the detections. Default: all.", HelpName = "DETECTION", Arity = ArgumentArity.ZeroOrMore };
    private readonly Terminal terminal;

    private RulesCommand(Terminal terminal)
    {
        this.terminal = terminal;
        format.Among("table", "json");
        id.CompletionSources.Add(_ => DetectionCatalog.Default.All.Select(detection => new System.CommandLine.Completions.CompletionItem(detection.Metadata.Id)));
        ids.CompletionSources.Add(_ => DetectionCatalog.Default.All.Select(detection => new System.CommandLine.Completions.CompletionItem(detection.Metadata.Id)));
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var rules = new RulesCommand(terminal);
        var list = new Command("list", "List the detections.") { rules.format };
        list.SetAction(rules.List);
        var show = new Command("show", "Show one detection: what it means, its settings, what to do.") { rules.id, rules.format };
        show.SetAction(rules.Show);
        var verify = new Command("verify", "Run each detection on the traffic it must, and must not, find something in.") { rules.ids, rules.format };
        verify.SetAction(rules.VerifyAsync);
        return new Command("rules", "What is detected, with which thresholds, and whether it works.") { list, show, verify };
    }

    private int List(ParseResult arguments)
    {
        if (IsJson(arguments))
        {
            return WriteJson(DetectionCatalog.Default.All.Select(detection => detection.Metadata));
        }

        return WriteText(arguments, console =>
        {
            var rows = DetectionCatalog.Default.All.Select(detection => detection.Metadata)
                .Select(one => (one.Id, one.Check, Severity: ReportWords.Of(one.Severity), Version: $"{one.Version}", one.Title))
                .Prepend((Id: "DETECTION", Check: "CHECK", Severity: "SEVERITY", Version: "VERSION", Title: "FINDS")).ToList();
            var id = rows.Max(row => row.Id.Length);
            foreach (var row in rows) console.Write(new Text($"{row.Id.PadRight(id)}  {row.Check,-8}  {row.Severity,-8}  {row.Version,-7}  {row.Title}\n"));
        });
    }

    private int Show(ParseResult arguments)
    {
        var detection = Find(arguments.GetValue(id)!);
        var settings = DetectionSettings.List(new DetectionOptions()).Where(setting => setting.Detection == detection.Metadata.Id).ToList();
        if (IsJson(arguments))
        {
            return WriteJson(new { detection.Metadata, Settings = settings, detection.RequiredFields, detection.HelpfulFields });
        }

        return WriteText(arguments, console =>
        {
            var one = detection.Metadata;
            void Line(string text)
            {
                foreach (var line in text.Split('\n'))
                {
                    var indent = line.Length - line.TrimStart().Length;
                    foreach (var part in WrappedText.Lines(line, Math.Max(20, console.Profile.Width - indent))) console.Write(new Text($"{new string(' ', part.Length == 0 ? 0 : indent)}{part}\n"));
                }
            }

            Line($"{one.Id}  version {one.Version}, {one.Check} check, {ReportWords.Of(one.Severity)} at the runbook's threshold\n\n{one.Meaning}\n\n{one.Risk}\n\nSettings (change with --set {one.Id}.NAME=VALUE, or detections.{one.Id} in --config)");
            foreach (var setting in settings) Line($"  {setting.Name} = {setting.Value} {setting.Unit} ({setting.Direction})\n      {setting.Reason}");
            Line("\nWhat to do");
            foreach (var (index, step) in one.NextSteps.Index()) Line($"  {index + 1}. {step}");
            Line($"\nLogs Insights query\n  {one.InsightsQuery.Replace("\n", "\n  ", StringComparison.Ordinal)}\n\nATT&CK: {string.Join(", ", one.Techniques.Select(technique => $"{technique.Id} {technique.Name}"))}");
            Line($"Needs: {string.Join(' ', detection.RequiredFields)}\nSurer with: {string.Join(' ', detection.HelpfulFields)}");
            foreach (var reference in one.References) Line($"See: {reference}");
        });
    }

    private async Task<int> VerifyAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var chosen = arguments.GetValue(ids) is { Length: > 0 } names ? names.Select(Find).ToList() : DetectionCatalog.Default.All;
        var results = new List<(string Detection, string Example, bool Passed, string? Failure)>();
        foreach (var detection in chosen)
        {
            foreach (var example in DetectionMetadataReader.Examples(detection))
            {
                var failure = await DetectionExampleRun.RunAsync(detection, example, cancellationToken).ConfigureAwait(false);
                results.Add((detection.Metadata.Id, example.Name, failure is null, failure));
                if (IsJson(arguments)) continue;
                var line = $"{(failure is null ? "ok    " : "FAILED")} {detection.Metadata.Id}: {example.Name}{(failure is null ? "" : $"\n         {failure}")}";
                WriteText(arguments, console => console.Write(new Text(line + "\n")));
            }
        }

        var failures = results.Count(result => !result.Passed);
        if (IsJson(arguments)) WriteJson(results.Select(result => new { result.Detection, result.Example, result.Passed, result.Failure }));
        else WriteText(arguments, console => console.Write(new Text($"{results.Count - failures} passed, {failures} failed\n")));
        return failures == 0 ? ExitCode.Clean : ExitCode.Findings;
    }

    private bool IsJson(ParseResult arguments) => arguments.GetValue(format)!.Equals("json", StringComparison.OrdinalIgnoreCase);

    private static IDetection Find(string name) =>
        DetectionCatalog.Default.Find(name.ToUpperInvariant())
        ?? throw new BadInputException($"no detection is called '{name}'; there are {string.Join(", ", DetectionCatalog.Default.All.Select(detection => detection.Metadata.Id))}.");

    private int WriteJson<T>(T value)
    {
        JsonSerializer.Serialize(terminal.Output, value, Json);
        terminal.Output.Write("\n"u8);
        return ExitCode.Clean;
    }

    private int WriteText(ParseResult arguments, Action<IAnsiConsole> write)
    {
        using var text = new StreamWriter(terminal.Output, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true);
        write(terminal.CreateConsole(text, terminal.IsOutputRedirected, arguments.GetValue(CommonOptions.Color)!));
        return ExitCode.Clean;
    }
}
