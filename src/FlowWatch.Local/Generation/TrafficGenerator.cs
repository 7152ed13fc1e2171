using FlowWatch.Local.Generation.Incidents;

namespace FlowWatch.Local.Generation;

/// <summary>Makes up the traffic of a VPC and writes it as flow log records: a believable background in which nothing is wrong,
/// and incidents whose truth is known. Two generators with the same options write the same bytes.</summary>
public sealed class TrafficGenerator
{
    private const int SecondsBetweenReports = 30;

    private readonly VirtualNetwork _network;
    private readonly IReadOnlyList<PlannedIncident> _incidents;

    /// <summary>Lays out the network and plans the incidents.</summary>
    /// <param name="options">What to generate.</param>
    /// <exception cref="ArgumentException">The options are not usable; the message lists everything that is wrong.</exception>
    public TrafficGenerator(TrafficOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Validate();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        }

        Options = options;
        _network = new VirtualNetwork(options);
        _incidents = IncidentScripts.Plan(options, _network);
        Incidents = [.. _incidents.Select(incident => incident.Truth)];
    }

    /// <summary>What is generated.</summary>
    public TrafficOptions Options { get; }

    /// <summary>The truth about the planted incidents, in the order they were asked for.</summary>
    public IReadOnlyList<PlantedIncident> Incidents { get; }

    /// <summary>Writes all records, in the order they would be delivered. Memory depends on the rate and not on the duration.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="progress">Told from time to time, and at the end.</param>
    /// <param name="cancellationToken">Stops between two seconds of traffic; what was written stays.</param>
    /// <returns>What was written.</returns>
    public GenerationProgress WriteTo(
        Stream output, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var writer = new RecordWriter(Options, _network, output);
        var recorder = new FlowRecorder(Options, _network, writer);
        var hostPorts = new EphemeralPorts(_network.Interfaces.Count, Options.Seed);
        var gatewayPorts = new EphemeralPorts(_network.Cells.Count, Options.Seed);
        ITrafficSource[] sources =
        [
            new ScheduledTraffic(Options, _network, hostPorts, gatewayPorts),
            new BackgroundTraffic(Options, _network, hostPorts, gatewayPorts),
            new InternetNoise(Options, _network),
            new IncidentTraffic(_incidents),
        ];
        var duration = Options.Duration.Ticks / TimeSpan.TicksPerSecond;
        for (var second = 0L; second < recorder.LastSecond; second++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (second < duration)
            {
                foreach (var source in sources)
                {
                    source.AddSecond(second, recorder);
                }
            }

            recorder.CloseWindows(second + 1);
            if (second < duration && second % SecondsBetweenReports == 0)
            {
                progress?.Report(Progress(writer, second));
            }
        }

        writer.Flush();
        var done = Progress(writer, duration);
        progress?.Report(done);
        return done;
    }

    /// <summary>Where it takes place.</summary>
    internal VirtualNetwork Network => _network;

    private GenerationProgress Progress(RecordWriter writer, long second) =>
        new(writer.Records, writer.Bytes, TimeSpan.FromSeconds(second), Options.Duration);
}
