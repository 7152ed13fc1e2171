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
    private readonly Option<string> format = new("--format", "-f") { Description = "ndjson, csv or parquet (which needs --output).", DefaultValueFactory = _ => "ndjson" };
    private readonly Option<string?> output = new("--output", "-o") { Description = "Write to this file. Default: standard output." };
    private readonly Option<string> times = new("--times") { Description = "How start and end are written: epoch (seconds) or iso (ISO 8601). Parquet always has epoch seconds, as AWS writes it.", DefaultValueFactory = _ => "epoch" };
    private readonly Option<string?> logFormat = new("--log-format") { Description = "Fields of files without a header line: a LogFormat. Default: the AWS default format." };
    private readonly Option<string?> since = new("--since") { Description = "Only records that started within this time before now: 90s, 15m, 1h, 7d." };
    private readonly Option<string?> from = new("--from") { Description = "Only records that started at or after this time (ISO 8601)." };
    private readonly Option<string?> to = new("--to") { Description = "Only records that started before this time." };
    private readonly Terminal terminal;

    private ParseCommand(Terminal terminal)
    {
        this.terminal = terminal;
        format.AcceptOnlyFromAmong("ndjson", "csv", "parquet");
        times.AcceptOnlyFromAmong("epoch", "iso");
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
        var (name, file) = (arguments.GetValue(format)!, arguments.GetValue(output));
        if (name == "parquet" && file is null) throw new BadInputException("--format parquet needs --output FILE.");
        var range = TimeRange.Parse(arguments.GetValue(since), arguments.GetValue(from), arguments.GetValue(to), terminal.Time.GetUtcNow());
        var options = new DuckDbEngineOptions { Paths = arguments.GetValue(paths)!, Format = SettingsInput.Format(arguments.GetValue(logFormat)), Range = range, StandardInput = terminal.Input };
        using var reader = new FlowLogRecordReader(options, cancellationToken);
        var isIso = arguments.GetValue(times) == "iso";
        var count = file is null ? Write(reader, name, terminal.Output, isIso, cancellationToken) : WriteFile(reader, name, file, isIso, cancellationToken);
        if (!arguments.GetValue(CommonOptions.Quiet)) terminal.Error.WriteLine(ReadableNumber.Count(count, "records"));
        foreach (var problem in reader.Problems) terminal.Error.WriteLine(VisibleText.Of(problem.ToString()));
        if (reader.ProblemCount > reader.Problems.Count) terminal.Error.WriteLine($"and {ReadableNumber.Count(reader.ProblemCount - reader.Problems.Count)} more");
        return reader.ProblemCount > 0 ? ExitCode.Partial : ExitCode.Clean;
    }

    private static long WriteFile(FlowLogRecordReader reader, string name, string file, bool isIso, CancellationToken cancellationToken)
    {
        var unfinished = file + ".unfinished";
        try
        {
            long count;
            if (name == "parquet")
            {
                count = reader.WriteParquet(unfinished, cancellationToken);
            }
            else
            {
                using var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
                count = Write(reader, name, stream, isIso, cancellationToken);
            }

            File.Move(unfinished, file, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static long Write(FlowLogRecordReader reader, string name, Stream stream, bool isIso, CancellationToken cancellationToken) =>
        name == "csv" ? RecordWriter.WriteCsv(reader, stream, isIso, cancellationToken) : RecordWriter.WriteNdjson(reader, stream, isIso, cancellationToken);
}
