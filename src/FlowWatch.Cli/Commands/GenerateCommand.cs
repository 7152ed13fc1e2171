using System.CommandLine;
using System.Globalization;
using FlowWatch.Cli.Input;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Findings;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Files;
using FlowWatch.Local.Generation;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch generate</c>: realistic traffic with planted incidents, the same for the same seed.</summary>
internal sealed class GenerateCommand
{
    private static readonly TrafficOptions Defaults = new();

    private readonly Option<string> output = new("--output", "-o") { Description = "The flow-log file to write: .log, .gz, .zst or .parquet. Default: standard output." };
    private readonly Option<string?> truth = new("--truth") { Description = "Write the planted incidents to this JSON file." };
    private readonly Option<int> seed = new("--seed") { Description = "Which traffic: the same number makes the same traffic.", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<string> start = new("--start") { Description = "When it starts (ISO 8601).", DefaultValueFactory = _ => Defaults.Start.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) };
    private readonly Option<string> duration = new("--duration") { Description = "How long it lasts: 15m, 1h, 1d.", DefaultValueFactory = _ => "1h" };
    private readonly Option<int> hosts = new("--hosts") { Description = "Instances in the VPC.", DefaultValueFactory = _ => Defaults.Hosts };
    private readonly Option<double> rate = new("--rate") { Description = "Connections per second; a connection makes two records or more.", DefaultValueFactory = _ => Defaults.ConnectionsPerSecond };
    private readonly Option<int> interval = new("--interval") { Description = "Aggregation interval in seconds: 60 or 600.", DefaultValueFactory = _ => Defaults.AggregationInterval };
    private readonly Option<string?> logFormat = new("--log-format") { Description = "Fields and their order: a LogFormat. Default: the AWS default format." };
    private readonly Option<bool> header = new("--header") { Description = "Write a header line, as files in S3 have." };
    private readonly Option<bool> benign = new("--benign") { Description = "Plant no incidents." };
    private readonly Option<string[]> only = new("--only") { Description = $"Plant only these: {string.Join(", ", Enum.GetNames<IncidentKind>())}.", AllowMultipleArgumentsPerToken = true };
    private readonly Terminal terminal;

    private GenerateCommand(Terminal terminal)
    {
        this.terminal = terminal;
        only.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<IncidentKind>());
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var generate = new GenerateCommand(terminal);
        var command = new Command("generate", "Generate realistic flow logs with planted incidents.")
        {
            generate.output, generate.truth, generate.seed, generate.start, generate.duration, generate.hosts, generate.rate,
            generate.interval, generate.logFormat, generate.header, generate.benign, generate.only,
        };
        command.SetAction(generate.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var generator = new TrafficGenerator(Options(arguments));
        var file = arguments.GetValue(output);
        var written = await Task.Run(() => file is null or "-" ? generator.WriteTo(terminal.Output, null, cancellationToken) : Write(generator, file, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(truth) is { } truthFile) GroundTruth.Of(generator).Write(truthFile);
        if (!arguments.GetValue(CommonOptions.Quiet))
        {
            await terminal.Error.WriteLineAsync($"{ReadableNumber.Count(written.Records, "records")}, {ReadableNumber.Bytes(written.Bytes)} of text, {ReadableNumber.Count(generator.Incidents.Count, "incidents")} planted").ConfigureAwait(false);
        }

        return ExitCode.Clean;
    }

    private TrafficOptions Options(ParseResult arguments)
    {
        var options = new TrafficOptions
        {
            Seed = arguments.GetValue(seed),
            Start = TimeRange.Instant("--start", arguments.GetValue(start)!),
            Duration = TimeRange.Duration("--duration", arguments.GetValue(duration)!),
            Hosts = arguments.GetValue(hosts),
            ConnectionsPerSecond = arguments.GetValue(rate),
            AggregationInterval = arguments.GetValue(interval),
            Fields = SettingsInput.Format(arguments.GetValue(logFormat))?.Fields.Select(field => field.Name).ToList() ?? TrafficOptions.DefaultFields,
            Header = arguments.GetValue(header),
            Incidents = !arguments.GetValue(benign),
            Only = arguments.GetValue(only) is { Length: > 0 } names ? [.. names.Select(name => Enum.Parse<IncidentKind>(name, ignoreCase: true))] : null,
        };
        var errors = options.Validate();
        return errors.Count == 0 ? options : throw new BadInputException("The traffic cannot be generated:\n" + string.Join('\n', errors.Select(error => $"  {error}")));
    }

    // A file is there whole or not at all.
    private static GenerationProgress Write(TrafficGenerator generator, string file, CancellationToken cancellationToken)
    {
        var extension = Path.GetExtension(file).ToLowerInvariant();
        var unfinished = $"{file}.unfinished{(extension == ".gz" ? ".gz" : "")}";
        try
        {
            GenerationProgress written;
            if (extension == ".zst")
            {
                using var stream = new ZstdSharp.CompressionStream(File.Create(unfinished), leaveOpen: false);
                written = generator.WriteTo(stream, null, cancellationToken);
            }
            else
            {
                written = TrafficFile.Write(unfinished, generator, null, cancellationToken);
            }

            if (extension == ".parquet")
            {
                var format = FlowLogFormat.ParseLogFormat(string.Join(' ', generator.Options.Fields)).Format;
                using var reader = new FlowLogRecordReader(new DuckDbEngineOptions { Paths = [unfinished], Format = format }, cancellationToken);
                reader.WriteParquet(file, cancellationToken);
            }
            else
            {
                File.Move(unfinished, file, overwrite: true);
            }

            return written;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
