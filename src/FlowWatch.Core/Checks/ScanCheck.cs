using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Checks;

/// <summary>Runs detections over one body of flow logs: fetch, judge, suppress, report.</summary>
/// <param name="engine">Answers the queries.</param>
/// <param name="options">What to run and how.</param>
/// <param name="time">Tells the time.</param>
public sealed class ScanCheck(IFlowLogEngine engine, ScanCheckOptions options, TimeProvider time)
{
    private const int SamplesPerFinding = 3;

    /// <summary>The queries that are the same for every input; the rest ask more about what these find.</summary>
    public IReadOnlyList<FlowQuery> OpeningQueries
    {
        get
        {
            var queries = new List<FlowQuery> { ConnectionQueries.Sides, Totals };
            if (Questions.Count > 0) queries.Add(ConnectionQueries.Sources(Questions));
            if (JudgesSenders) queries.AddRange([SentBytes.Senders("a", SenderThreshold), SentBytes.Senders("b", SenderThreshold)]);
            return queries;
        }
    }

    private static FlowQuery Totals { get; } = FlowQuery.Over("totals", ConnectionQueries.Sides)
        .Measure(
            FlowMeasure.Sum("records", FlowExpression.Field("records")),
            FlowMeasure.Sum("no-data", FlowExpression.Field("records"), FlowExpression.Field("log-status").Is("NODATA")),
            FlowMeasure.Sum("skip-data", FlowExpression.Field("records"), FlowExpression.Field("log-status").Is("SKIPDATA")),
            FlowMeasure.Minimum("first", FlowExpression.Least(FlowExpression.Field("a-first"), FlowExpression.Field("b-first"))),
            FlowMeasure.Maximum("last", FlowExpression.Field("last")));

    private IReadOnlyList<SourceQuestion> Questions => [.. Runnable.Select(detection => detection.Question(options.Detections)).OfType<SourceQuestion>()];

    private bool JudgesSenders => Runnable.Any(detection => detection.Question(options.Detections) is null);

    private long SenderThreshold => options.Detections.HighTrafficVolume.Bytes;

    private IEnumerable<IDetection> Runnable =>
        options.Run.Where(detection => DetectionCatalog.CoverageOf(detection, engine.AvailableFields).Level != CoverageLevel.None);

    /// <summary>Runs.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ScanReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var totals = (await engine.QueryAsync(Totals, cancellationToken).ConfigureAwait(false))[0];
        var input = await FetchAsync(cancellationToken).ConfigureAwait(false);
        var findings = new List<Finding>();
        foreach (var finding in Runnable.SelectMany(detection => detection.Judge(input)))
        {
            findings.Add(await WithSamplesAsync(finding, cancellationToken).ConfigureAwait(false));
        }

        var now = time.GetUtcNow();
        var (open, suppressed, warnings) = new SuppressionList(options.Suppressions).Apply(findings, now);
        var noise = await NoiseAsync(findings, cancellationToken).ConfigureAwait(false);
        var statistics = engine.Statistics;
        var coverage = options.Run.Select(detection => DetectionCatalog.CoverageOf(detection, engine.AvailableFields)).ToList();
        return new ScanReport
        {
            FlowWatchVersion = options.FlowWatchVersion,
            GeneratedAt = now,
            Scope = options.Scope,
            RequestedWindow = options.Range,
            DataWindow = totals.Number("first") is { } first ? ConversationWindow(first, totals.NumberOrZero("last")) : null,
            Status = statistics.ProblemCount > 0 || coverage.Any(one => one.Level == CoverageLevel.None) ? ScanStatus.Partial : ScanStatus.Complete,
            Findings = [.. open.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Window.From).ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal)],
            Suppressed = suppressed,
            Warnings = [.. warnings, .. MissingFieldWarnings(coverage)],
            Coverage = coverage,
            Input = new ScanInput
            {
                Files = statistics.Files,
                Bytes = statistics.Bytes,
                Records = totals.NumberOrZero("records"),
                NoDataRecords = totals.NumberOrZero("no-data"),
                SkipDataRecords = totals.NumberOrZero("skip-data"),
                ProblemCount = statistics.ProblemCount,
                Problems = statistics.Problems,
                RefusedNoiseConnections = noise.Connections,
                RefusedNoiseSources = noise.Sources,
                Duration = time.GetElapsedTime(started),
                Scans = statistics.Scans,
                Queries = statistics.Queries,
            },
        };
    }

    private static TimeWindow ConversationWindow(long first, long last) => ConversationEvidence.Window(first, Math.Max(first, last) + 1);

    private static IEnumerable<string> MissingFieldWarnings(IEnumerable<DetectionCoverage> coverage) =>
        coverage.Where(one => one.Level == CoverageLevel.None)
            .Select(one => $"{one.Detection} did not run: no part of the input has the field {string.Join(", ", one.MissingRequired)}.");

    private async Task<DetectionInput> FetchAsync(CancellationToken cancellationToken)
    {
        var relayed = RelayedServices.FromRows(RelayedServices.NeededFields.All(engine.AvailableFields.Contains)
            ? await engine.QueryAsync(RelayedServices.Query, cancellationToken).ConfigureAwait(false)
            : []);
        return new DetectionInput
        {
            Options = options.Detections,
            AvailableFields = engine.AvailableFields,
            Sources = Questions.Count > 0 ? await SourcesAsync(relayed, cancellationToken).ConfigureAwait(false) : [],
            Senders = JudgesSenders ? await SendersAsync(relayed, cancellationToken).ConfigureAwait(false) : [],
        };
    }

    private FlowQuery? connections;

    private async Task<IReadOnlyList<SourceActivity>> SourcesAsync(RelayedServices relayed, CancellationToken cancellationToken)
    {
        var rows = await engine.QueryAsync(ConnectionQueries.Sources(Questions), cancellationToken).ConfigureAwait(false);
        var sources = rows.Select(row => row.Text("source")!).Order(StringComparer.Ordinal).ToList();
        if (sources.Count == 0) return [];
        connections = ConnectionQueries.Connections(sources);
        var attempt = Detections.BruteForce.BruteForceDetection.Attempt(options.Detections.BruteForce);
        var conversations = await engine.QueryAsync(ConnectionQueries.Conversations(connections, attempt), cancellationToken).ConfigureAwait(false);
        return SourceActivity.Gather(conversations.Select(Conversation.FromRow), relayed);
    }

    private async Task<IReadOnlyList<SentBytes>> SendersAsync(RelayedServices relayed, CancellationToken cancellationToken)
    {
        var candidates = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var side in new[] { "a", "b" })
        {
            var rows = await engine.QueryAsync(SentBytes.Senders(side, SenderThreshold), cancellationToken).ConfigureAwait(false);
            candidates.UnionWith(rows.Select(row => row.Text("sender")!));
        }

        if (candidates.Count == 0) return [];
        var senders = candidates.ToList();
        return SentBytes.Gather(await engine.QueryAsync(SentBytes.Query(senders), cancellationToken).ConfigureAwait(false), senders, relayed);
    }

    private async Task<Finding> WithSamplesAsync(Finding finding, CancellationToken cancellationToken)
    {
        var sender = finding.Detection == "HIGH_TRAFFIC_VOLUME";
        var query = sender || connections is null
            ? ConnectionSamples.OfSender(finding.Source, SamplesPerFinding)
            : ConnectionSamples.OfSource(connections, finding, SamplesPerFinding);
        var rows = await engine.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        return finding with { Evidence = finding.Evidence with { Samples = [.. rows.Select(ConnectionSamples.FromRow)] } };
    }

    private async Task<(long Connections, long Sources)> NoiseAsync(IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        if (!Runnable.Any(detection => detection.Metadata.Check == "security")) return (0, 0);
        var known = findings.Select(finding => finding.Source).Distinct().ToList();
        var query = ConnectionQueries.Refused(options.Detections.SuspiciousPortAccess.Ports, known, options.Detections.InternalNetworks);
        var row = (await engine.QueryAsync(query, cancellationToken).ConfigureAwait(false))[0];
        return (row.NumberOrZero("connections"), row.NumberOrZero("sources"));
    }
}
