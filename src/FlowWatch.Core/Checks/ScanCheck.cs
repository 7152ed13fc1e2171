using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Detections.HighTrafficVolume;
using FlowWatch.Core.Detections.SuspiciousPortAccess;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Checks;

/// <summary>Runs detections over one body of flow logs: fetch, judge, suppress, report.</summary>
/// <param name="engine">Answers the queries.</param>
/// <param name="options">What to run and how.</param>
/// <param name="time">Tells the time.</param>
public sealed class ScanCheck(IFlowLogEngine engine, ScanCheckOptions options, TimeProvider time)
{
    private const int SamplesPerFinding = 3;
    private const string CutOffNote = "The log service cut off a result of this run, so what is counted here may be too low.";

    private readonly Dictionary<string, Exception> failures = [];
    private IReadOnlyList<ThresholdVariant> variants = ThresholdRules.Variants(options.Detections, options.Rules, options.Range);

    /// <summary>The queries that are the same for every input; the rest ask more about the addresses that these find.</summary>
    public IReadOnlyList<FlowQuery> OpeningQueries =>
        [ConnectionQueries.Services, Totals, ConnectionQueries.ServiceTotals, .. Runnable.SelectMany(Questions).SelectMany(one => one.Question.Queries), ConnectionQueries.Sides(["(the addresses found)"])];

    private static FlowQuery Totals { get; } = FlowQuery.Over("totals", ConnectionQueries.Services)
        .Measure(
            FlowMeasure.Sum("records", FlowExpression.Field("records")),
            FlowMeasure.Sum("no-data", FlowExpression.Field("no-data")),
            FlowMeasure.Sum("skip-data", FlowExpression.Field("skip-data")),
            FlowMeasure.Minimum("first", FlowExpression.Field("first")),
            FlowMeasure.Maximum("last", FlowExpression.Field("last")));

    private IEnumerable<IDetection> Runnable =>
        options.Run.Where(detection => DetectionCatalog.CoverageOf(detection, engine.AvailableFields).Level != CoverageLevel.None);

    /// <summary>Runs.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ScanReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var totals = (await engine.QueryAsync(Totals, cancellationToken).ConfigureAwait(false))[0];
        var data = totals.Number("first") is { } first ? ConversationWindow(first, totals.NumberOrZero("last")) : null;
        var traffic = options.Range is { } range && range.Duration <= WindowTotals.Longest
            ? WindowTotals.Of(await engine.QueryAsync(WindowTotals.Query(range), cancellationToken).ConfigureAwait(false), range, engine.AvailableFields.Contains(FlowLogFieldNames.Action))
            : null;
        if (options.Range is null) variants = ThresholdRules.Variants(options.Detections, options.Rules, data);
        var (inputs, sides, connections) = await FetchAsync(cancellationToken).ConfigureAwait(false);
        var findings = new List<Finding>();
        foreach (var finding in Judged(inputs))
        {
            findings.Add(await WithSamplesAsync(finding, sides, connections, cancellationToken).ConfigureAwait(false));
        }

        if (engine.Statistics.CutOffResults > 0) findings = findings.ConvertAll(WithCutOffNote);

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
            DataWindow = data,
            Status = statistics.ProblemCount > 0 || failures.Count > 0 || coverage.Any(one => one.Level == CoverageLevel.None) ? ScanStatus.Partial : ScanStatus.Complete,
            Findings = [.. open.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Window.From).ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal)],
            Suppressed = suppressed,
            Warnings = [.. warnings, .. MissingFieldWarnings(engine.AvailableFields, coverage), .. FailureWarnings()],
            Coverage = coverage,
            Input = new ScanInput
            {
                Files = statistics.Files,
                Bytes = statistics.Bytes,
                Records = totals.NumberOrZero("records"),
                HasFormat = engine.AvailableFields.Count > 0,
                NoDataRecords = totals.NumberOrZero("no-data"),
                SkipDataRecords = totals.NumberOrZero("skip-data"),
                Traffic = traffic,
                ProblemCount = statistics.ProblemCount,
                Problems = statistics.Problems,
                RefusedNoiseConnections = noise.Connections,
                RefusedNoiseSources = noise.Sources,
                Duration = time.GetElapsedTime(started),
                Scans = statistics.Scans,
                Queries = statistics.Queries,
                UnansweredQueries = statistics.UnansweredQueries,
                Failure = statistics.Failure,
                CloudUsage = statistics.CloudUsage,
            },
        };
    }

    private static TimeWindow ConversationWindow(long first, long last) => ConversationEvidence.Window(first, BoundedSum.Add(Math.Max(first, last), 1));

    private static IEnumerable<string> MissingFieldWarnings(IReadOnlySet<string> available, IReadOnlyList<DetectionCoverage> coverage) => available.Count == 0
        ? ["nothing of the input could be read as flow log records, so no detection ran; where the records have a format of their own, it must be given."]
        : coverage.Where(one => one.Level == CoverageLevel.None)
            .Select(one => $"{one.Detection} did not run: no part of the input has the field {string.Join(", ", one.MissingRequired)}.");

    private IEnumerable<string> FailureWarnings() =>
        options.Run.Where(detection => failures.ContainsKey(detection.Metadata.Id))
            .Select(detection => (detection.Metadata.Id, Error: failures[detection.Metadata.Id]))
            .Select(failure => $"{failure.Id} failed and may have missed findings: {failure.Error.GetType().Name}: {failure.Error.Message}");

    // A detection that fails is a bug of that detection: what it gave so far is kept, it is reported, and the others still run.
    private List<T> Guarded<T>(IDetection detection, Func<IEnumerable<T>> part)
    {
        var results = new List<T>();
        if (failures.ContainsKey(detection.Metadata.Id)) return results;
        try
        {
            foreach (var result in part()) results.Add(result);
        }
        catch (Exception error)
        {
            failures[detection.Metadata.Id] = error;
        }

        return results;
    }

    private List<(ThresholdVariant Variant, SourceQuestion Question)> Questions(IDetection detection) =>
        [.. variants.SelectMany(variant => Guarded(detection, () => detection.Questions(variant.Options)).Select(question => (variant, question)))];

    // Each source by the thresholds that are in force for it. Where those of two times are, the graver finding of the same thing stands.
    private List<Finding> Judged(IReadOnlyList<(ThresholdVariant Variant, DetectionInput Input)> inputs)
    {
        var found = Runnable.SelectMany(detection => inputs.SelectMany(one => Guarded(detection, () => detection.Judge(one.Input)).Select(one.Variant.Explained))).ToList();
        return inputs.Count == 1 ? found : [.. found.GroupBy(finding => finding.Fingerprint, StringComparer.Ordinal).Select(same => same.MaxBy(finding => finding.Severity)!)];
    }

    private async Task<(IReadOnlyList<(ThresholdVariant Variant, DetectionInput Input)> Inputs, FlowQuery Sides, FlowQuery Connections)> FetchAsync(CancellationToken cancellationToken)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var senders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (detection, variant, question) in Runnable.SelectMany(detection => Questions(detection).Select(one => (detection, one.Variant, one.Question))).ToList())
        {
            var rows = new List<FlowRow>();
            foreach (var query in question.Queries) rows.AddRange(await engine.QueryAsync(query, cancellationToken).ConfigureAwait(false));
            var chosen = Guarded(detection, () => question.Choose(rows).Where(variant.Covers));
            found.UnionWith(chosen);
            if (question.WantsSentBytes) senders.UnionWith(chosen);
        }

        var candidates = found.ToList();
        var sides = ConnectionQueries.Sides(candidates);
        var connections = ConnectionQueries.Connections(sides, candidates);
        if (candidates.Count == 0) return ([.. variants.Select(variant => (variant, new DetectionInput { Options = variant.Options, AvailableFields = engine.AvailableFields, Sources = [], Senders = [] }))], sides, connections);

        var relayed = RelayedServices.FromRows(RelayedServices.NeededFields.All(engine.AvailableFields.Contains)
            ? await engine.QueryAsync(RelayedServices.Query(sides), cancellationToken).ConfigureAwait(false)
            : []);
        // What counts as an attempt is counted by the query, so other settings of it ask anew, over what was fetched already.
        var sources = new Dictionary<Detections.BruteForce.BruteForceOptions, IReadOnlyList<SourceActivity>>();
        foreach (var brute in variants.Select(variant => variant.Options.BruteForce).Distinct())
        {
            var conversations = await engine.QueryAsync(ConnectionQueries.Conversations(connections, Detections.BruteForce.BruteForceDetection.Attempt(brute)), cancellationToken).ConfigureAwait(false);
            sources[brute] = SourceActivity.Gather(conversations.Select(Conversation.FromRow), relayed);
        }

        var sent = senders.Count == 0 ? [] : await engine.QueryAsync(SentBytes.Query(sides, [.. senders]), cancellationToken).ConfigureAwait(false);
        var sending = SentBytes.Gather(sent, [.. senders], relayed);
        var inputs = variants.Select(variant => (variant, new DetectionInput
        {
            Options = variant.Options,
            AvailableFields = engine.AvailableFields,
            Sources = [.. sources[variant.Options.BruteForce].Where(one => variant.Covers(one.Source))],
            Senders = [.. sending.Where(one => variant.Covers(one.Sender))],
        })).ToList();
        return (inputs, sides, connections);
    }

    private async Task<Finding> WithSamplesAsync(Finding finding, FlowQuery sides, FlowQuery connections, CancellationToken cancellationToken)
    {
        var query = finding.Detection == HighTrafficVolumeDetection.Id
            ? ConnectionSamples.OfSender(sides, finding.Source, SamplesPerFinding)
            : ConnectionSamples.OfSource(connections, finding, SamplesPerFinding);
        var rows = await engine.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        return finding with { Evidence = finding.Evidence with { Samples = [.. rows.Select(ConnectionSamples.FromRow)] } };
    }

    private static Finding WithCutOffNote(Finding finding) => finding with { Evidence = finding.Evidence with { Notes = [.. finding.Evidence.Notes, CutOffNote] } };

    private async Task<(long Connections, long Sources)> NoiseAsync(IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        if (!Runnable.OfType<SuspiciousPortAccessDetection>().Any()) return (0, 0);
        var known = findings.Select(finding => finding.Source).Distinct().ToList();
        var query = ConnectionQueries.Noise(options.Detections.SuspiciousPortAccess.Ports, known, options.Detections.InternalNetworks);
        var row = (await engine.QueryAsync(query, cancellationToken).ConfigureAwait(false))[0];
        return (row.NumberOrZero("connections"), row.NumberOrZero("sources"));
    }
}
