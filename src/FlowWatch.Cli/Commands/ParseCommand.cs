using System.CommandLine;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Files;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch parse PATH…</c>: the records themselves, in another form.</summary>
internal sealed class ParseCommand
{
    private readonly Argument<string[]> paths = new("PATH") { Description = "Flow-log files, folders, patterns, or - for standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> format = new("--format", "-f") { Description = "ndjson, csv or parquet (which needs --output). Default: by the extension of --output, else ndjson.", HelpName = "FORMAT" };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Write to this file. Default: standard output.", HelpName = "FILE" };
    private readonly Option<string> times = new("--times") { Description = "How start and end are written: epoch (seconds) or iso (ISO 8601). Only epoch can be read back, and Parquet always has it, as AWS writes it.", HelpName = "HOW", DefaultValueFactory = _ => "epoch" };
    private readonly Option<string?> logFormat = new("--log-format") { Description = "Fields of files without a header line: a LogFormat. Default: the AWS default format.", HelpName = "FIELDS" };
    private readonly Option<string?> since = new("--since") { Description = "Only records that started within this time before now: 90s, 15m, 1h, 7d.", HelpName = "LENGTH" };
    private readonly Option<string?> from = new("--from") { Description = "Only records that started at or after this time (ISO 8601; UTC without an offset).", HelpName = "TIME" };
    private readonly Option<string?> to = new("--to") { Description = "Only records that started before this time.", HelpName = "TIME" };
    private readonly Terminal terminal;

    private ParseCommand(Terminal terminal)
    {
        this.terminal = terminal;
        format.Among("ndjson", "csv", "parquet");
        times.Among("epoch", "iso");
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var parse = new ParseCommand(terminal);
        var command = new Command("parse", "Show or convert records: ndjson, csv or parquet, under AWS's own field names.")
        {
            parse.paths, parse.format, parse.output, parse.times, parse.logFormat, parse.since, parse.from, parse.to,
        };
        command.SetAction((arguments, cancellationToken) => Task.Run(() => parse.Run(arguments, cancellationToken), cancellationToken));
        return command;
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (quiet, verbose, place, scope) = (arguments.GetValue(CommonOptions.Quiet), arguments.GetValue(CommonOptions.Verbose), arguments.GetValue(output), arguments.GetValue(paths)!);
        var name = arguments.GetValue(format)?.ToLowerInvariant() ?? FormatOf(place);
        if (name == "parquet" && place is null) throw new BadInputException("--format parquet needs --output FILE.");
        var isIso = arguments.GetValue(times)!.Equals("iso", StringComparison.OrdinalIgnoreCase);
        if (name == "parquet" && isIso) throw new BadInputException("--times iso does not go with Parquet, which has epoch seconds as AWS writes it.");
        var range = TimeRange.Parse(arguments.GetValue(since), arguments.GetValue(from), arguments.GetValue(to), terminal.Time.GetUtcNow());
        var options = new DuckDbEngineOptions { Paths = scope, Format = SettingsInput.Format(arguments.GetValue(logFormat), quiet ? null : terminal.Error), Range = range, StandardInput = terminal.Input };
        if (range is not null && !quiet) terminal.Error.WriteLine($"window {TimeRange.Text(range)}");
        using var file = place is null ? null : OutputFile.Open("--output", place, scope);
        using var reader = new FlowLogRecordReader(options, cancellationToken);
        if (verbose && !quiet) terminal.Error.WriteLine($"fields {string.Join(' ', reader.Fields.Select(field => field.Name))}");
        using var progress = quiet || place is null || !terminal.ShowsProgress ? null : new RunningProgress(terminal.Error, terminal.Time);
        var count = name == "parquet" ? reader.WriteParquet(file!.TakePath(), cancellationToken) : Write(reader, name, file?.Stream ?? terminal.Output, isIso, progress, cancellationToken);
        file?.Commit();
        progress?.Dispose();
        if (!quiet) terminal.Error.WriteLine($"{ReadableNumber.Count(count, "records")}{(place is null ? "" : $", wrote {place}")}");
        foreach (var problem in reader.Problems) terminal.Error.WriteLine(VisibleText.Of(problem.ToString()));
        if (reader.ProblemCount > reader.Problems.Count) terminal.Error.WriteLine($"and {ReadableNumber.Count(reader.ProblemCount - reader.Problems.Count)} more");
        return reader.ProblemCount > 0 ? ExitCode.Partial : ExitCode.Clean;
    }

    private static string FormatOf(string? place) => Path.GetExtension(place)?.ToLowerInvariant() switch
    {
        ".csv" => "csv",
        ".parquet" => "parquet",
        _ => "ndjson",
    };

    private static long Write(FlowLogRecordReader reader, string name, Stream stream, bool isIso, RunningProgress? progress, CancellationToken cancellationToken) =>
        name == "csv" ? RecordWriter.WriteCsv(reader, stream, isIso, progress, cancellationToken) : RecordWriter.WriteNdjson(reader, stream, isIso, progress, cancellationToken);
}
