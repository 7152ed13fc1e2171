using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
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

    private static readonly Dictionary<string, string> OptionOf = new()
    {
        [nameof(TrafficOptions.Start)] = "--start",
        [nameof(TrafficOptions.Duration)] = "--duration",
        [nameof(TrafficOptions.Hosts)] = "--hosts",
        [nameof(TrafficOptions.ConnectionsPerSecond)] = "--rate",
        [nameof(TrafficOptions.AggregationInterval)] = "--interval",
        [nameof(TrafficOptions.Fields)] = "--log-format",
        [nameof(TrafficOptions.Only)] = "--only",
    };

    private readonly Option<string?> output = new("--output", "-o") { Description = "The flow-log file to write: .log, .gz, .zst or .parquet. Default: standard output.", HelpName = "FILE" };
    private readonly Option<string?> truth = new("--truth") { Description = "Write the planted incidents to this JSON file.", HelpName = "FILE" };
    private readonly Option<int> seed = new("--seed") { Description = "Which traffic: the same number makes the same traffic.", HelpName = "NUMBER", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<string> start = new("--start") { Description = "When it starts (ISO 8601).", HelpName = "TIME", DefaultValueFactory = _ => Defaults.Start.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) };
    private readonly Option<string> duration = new("--duration") { Description = "How long it lasts: 15m, 1h, 1d.", HelpName = "LENGTH", DefaultValueFactory = _ => "1h" };
    private readonly Option<int> hosts = new("--hosts") { Description = "Instances in the VPC.", HelpName = "NUMBER", DefaultValueFactory = _ => Defaults.Hosts };
    private readonly Option<double> rate = new("--rate") { Description = "Connections per second; a connection makes two records or more.", HelpName = "NUMBER", DefaultValueFactory = _ => Defaults.ConnectionsPerSecond };
    private readonly Option<int> interval = new("--interval") { Description = "Aggregation interval in seconds: 60 or 600.", HelpName = "SECONDS", DefaultValueFactory = _ => Defaults.AggregationInterval };
    private readonly Option<string?> logFormat = new("--log-format") { Description = "Fields and their order: a LogFormat. Default: the AWS default format.", HelpName = "FIELDS" };
    private readonly Option<bool> header = new("--header") { Description = "Write a header line, as files in S3 have." };
    private readonly Option<bool> benign = new("--benign") { Description = "Plant no incidents." };
    private readonly Option<string[]> only = new("--only") { Description = $"Plant only these: {string.Join(", ", Enum.GetNames<IncidentKind>())}.", HelpName = "INCIDENT", AllowMultipleArgumentsPerToken = true };
    private readonly Terminal terminal;

    private GenerateCommand(Terminal terminal)
    {
        this.terminal = terminal;
        only.Among(Enum.GetNames<IncidentKind>());
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
        var (quiet, place, truthPlace) = (arguments.GetValue(CommonOptions.Quiet), arguments.GetValue(output), arguments.GetValue(truth));
        if (place == "-") place = null;
        if (place is not null && truthPlace is not null && Path.GetFullPath(place) == Path.GetFullPath(truthPlace)) throw new BadInputException("--truth and --output name the same file.");
        var kind = Kind(place);
        using var file = place is null ? null : OutputFile.Open("--output", place);
        using var truthFile = truthPlace is null ? null : OutputFile.Open("--truth", truthPlace);
        using var progress = quiet || place is null || !terminal.ShowsProgress ? null : new RunningProgress(terminal.Error, terminal.Time);
        var written = await Task.Run(() => Write(generator, file, kind, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (truthFile is not null) await truthFile.Stream.WriteAsync(Encoding.UTF8.GetBytes(GroundTruth.Of(generator).ToJson()), cancellationToken).ConfigureAwait(false);
        file?.Commit();
        truthFile?.Commit();
        progress?.Dispose();
        if (!quiet)
        {
            var names = new[] { place, truthPlace }.OfType<string>().ToList();
            await terminal.Error.WriteLineAsync($"{ReadableNumber.Count(written.Records, "records")}, {ReadableNumber.Bytes(written.Bytes)} of text, {ReadableNumber.Count(generator.Incidents.Count, "incidents")} planted{(names.Count == 0 ? "" : $"; wrote {string.Join(" and ", names)}")}").ConfigureAwait(false);
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
            Fields = SettingsInput.Format(arguments.GetValue(logFormat), null)?.Fields.Select(field => field.Name).ToList() ?? TrafficOptions.DefaultFields,
            Header = arguments.GetValue(header),
            Incidents = !arguments.GetValue(benign),
            Only = arguments.GetValue(only) is { Length: > 0 } names ? [.. names.Select(name => Enum.Parse<IncidentKind>(name, ignoreCase: true))] : null,
        };
        var errors = options.Validate();
        return errors.Count == 0 ? options : throw new BadInputException("the traffic cannot be generated:\n" + string.Join('\n', errors.Select(error => $"  {InOptions(error)}")));
    }

    // What the library calls its properties, the command calls options.
    private static string InOptions(string error)
    {
        foreach (var (property, option) in OptionOf)
        {
            if (error.StartsWith(property + " ", StringComparison.Ordinal)) error = option + error[property.Length..];
        }

        return error
            .Replace("set Incidents to false", "give --benign", StringComparison.Ordinal)
            .Replace("Incidents is false", "--benign asks for none", StringComparison.Ordinal);
    }

    private static string Kind(string? place)
    {
        var extension = Path.GetExtension(place)?.ToLowerInvariant() ?? "";
        return extension is "" or ".log" or ".txt" or ".gz" or ".zst" or ".parquet" ? extension
            : throw new BadInputException($"--output: '{extension}' is not a kind of file that can be written; there are .log, .txt, .gz, .zst and .parquet.");
    }

    private GenerationProgress Write(TrafficGenerator generator, OutputFile? file, string kind, RunningProgress? progress, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case ".parquet":
                return WriteParquet(generator, file!.TakePath(), progress, cancellationToken);
            case ".gz":
                using (var gzip = new GZipStream(file!.Stream, CompressionLevel.Fastest, leaveOpen: true)) return generator.WriteTo(gzip, progress, cancellationToken);
            case ".zst":
                using (var zstd = new ZstdSharp.CompressionStream(file!.Stream, leaveOpen: true)) return generator.WriteTo(zstd, progress, cancellationToken);
            default:
                return generator.WriteTo(file?.Stream ?? terminal.Output, progress, cancellationToken);
        }
    }

    private static GenerationProgress WriteParquet(TrafficGenerator generator, string path, RunningProgress? progress, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("flowwatch-generate-").FullName;
        try
        {
            var text = Path.Combine(folder, "traffic.log");
            var written = TrafficFile.Write(text, generator, progress, cancellationToken);
            var format = FlowLogFormat.ParseLogFormat(string.Join(' ', generator.Options.Fields)).Format;
            using var reader = new FlowLogRecordReader(new DuckDbEngineOptions { Paths = [text], Format = format }, cancellationToken);
            reader.WriteParquet(path, cancellationToken);
            return written;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
