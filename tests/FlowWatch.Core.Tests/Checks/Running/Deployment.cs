using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Incidents.Operations;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Incidents;
using FlowWatch.Core.Tests.State;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Core.Tests.Checks.Running;

/// <summary>
/// Three targets that the security check watches for an hour and a half by the test's clock, one state, and any number of hosts on it.
/// Each target has port scans; some records arrive late, up to the horizon of an hour; one scan is expected and held back. A host does what a
/// deployment's does: it judges, makes incidents, counts what is held back, and sends what is to be told.
/// </summary>
internal sealed class Deployment : IDisposable
{
    public const string Check = "security";

    public static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 5, 30, TimeSpan.Zero);

    public static readonly TimeSpan Round = TimeSpan.FromMinutes(10);

    private const string SuppressionId = "config-expected";

    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly AlertSettings Alerts = new();

    private static readonly AlertTopics Topics = new() { Critical = "arn:aws:sns:eu-central-1:111122223333:critical", Levels = new Dictionary<EscalationLevel, string> { [EscalationLevel.Security] = "arn:aws:sns:eu-central-1:111122223333:security" } };

    private static readonly Suppression Expected = new() { Id = SuppressionId, Name = "scanner", Owner = "security", Reason = "the weekly scan", Expires = Start.AddDays(30), Source = IPNetwork.Parse("203.0.113.7/32") };

    private readonly TemporaryState state = new();
    private readonly ConcurrentDictionary<(string Target, DateTimeOffset From, int Revision), ConcurrentBag<string>> judged = new();

    public Deployment()
    {
        Time = new FakeTimeProvider(Start);
        FlowLogs = new MadeUpFlowLogs(Time);
        Told = new RecordingTopics(Time);
        Store = state.Open();
        var prompt = TimeSpan.FromMinutes(1);
        FlowLogs.AddPortScan("a", "203.0.113.1", Start.AddMinutes(-9), prompt);
        FlowLogs.AddPortScan("a", "203.0.113.2", Start.AddMinutes(20), prompt);
        // Across the border of two windows.
        FlowLogs.AddPortScan("b", "203.0.113.3", Noon.AddMinutes(19.5), prompt);
        // Arrives after its window was judged, and is seen at the first look.
        FlowLogs.AddPortScan("b", "203.0.113.4", Noon.AddMinutes(2), TimeSpan.FromMinutes(24));
        FlowLogs.AddPortScan("b", "203.0.113.7", Noon.AddMinutes(4), prompt);
        // Arrives just before the last look.
        FlowLogs.AddPortScan("c", "203.0.113.5", Noon.AddMinutes(1), TimeSpan.FromMinutes(65));
    }

    public static DateTimeOffset Noon { get; } = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; }

    public MadeUpFlowLogs FlowLogs { get; }

    /// <summary>The state itself, whatever became of the processes that used it.</summary>
    public IStateStore Store { get; }

    public IReadOnlyList<MonitoredTarget> Targets { get; init; } = [.. Names.Select(name => new MonitoredTarget { Name = name, Environment = "test", Account = "111122223333", Region = "eu-central-1", LogGroup = "g", Topics = Topics, Settings = new ScanSettings { Suppressions = [Expected] } })];

    /// <summary>What was told, whichever host told it.</summary>
    public RecordingTopics Told { get; }

    public WindowOptions Windows { get; init; } = new()
    {
        Length = TimeSpan.FromMinutes(10),
        Overlap = TimeSpan.FromMinutes(10),
        SettleLag = TimeSpan.FromMinutes(5),
        LookBack = TimeSpan.FromMinutes(20),
        LongestWindow = TimeSpan.FromMinutes(30),
        LateLooks = [TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(60)],
        WindowsPerRun = 4,
        Lease = TimeSpan.FromMinutes(9),
    };

    /// <summary>One run of a host.</summary>
    /// <param name="store">The state as that host's process sees it.</param>
    /// <param name="host">Its name.</param>
    /// <param name="targetsAtOnce">How many targets at once.</param>
    /// <param name="cancellationToken">The host stops.</param>
    public async Task<RunRecord> RunAsync(IStateStore store, string host, int targetsAtOnce = 1, CancellationToken cancellationToken = default)
    {
        var incidents = new IncidentStore(store);
        var hits = new SuppressionHitStore(store);
        var run = await new CheckRunner(
            FlowLogs,
            new WindowLedger(store, Time, host),
            new FindingStore(store),
            new RunStore(store),
            new CheckRunnerOptions { FlowWatchVersion = "test", Settings = new CheckSettings { Security = Windows, TargetsAtOnce = targetsAtOnce } },
            Time,
            observers: [new Outcomes(judged)],
            suppressions: new SuppressionRegister(new FlowWatchSettings { Targets = Targets }, new SuppressionStore(store, hits, Time), hits, Time),
            incidents: new CheckIncidents(new IncidentRecorder(incidents, Alerts, Time), Time),
            suppressed: new SuppressedIncidents(incidents, Alerts, Time)).RunAsync(RunStore.NewId(Time.GetUtcNow()), Check, "test", Targets, cancellationToken);
        using var outbox = new OutboxDispatch(store, Told, Alerts, Time, host, seed: 1);
        if (!cancellationToken.IsCancellationRequested) await outbox.RunAsync(Targets, cancellationToken);
        return run;
    }

    /// <summary>What a host's heartbeat does, and the timer of its outbox.</summary>
    public async Task BeatAsync()
    {
        var subjects = Targets.Select(target => (Target: target.Name, Check, Windows)).ToList();
        var summaries = await new LedgerSurvey(Ledger, Time).EachAsync(subjects, default);
        await new OperationsWatch(new IncidentRecorder(new IncidentStore(Store), Alerts, Time), Ledger, Alerts, Time).RunAsync(Targets, [.. subjects.Zip(summaries)], await new OutboxStore(Store).StatusAsync(default), default);
        using var outbox = new OutboxDispatch(Store, Told, Alerts, Time, "host", seed: 1);
        await outbox.RunAsync(Targets, default);
    }

    /// <summary>
    /// What anybody may rely on at any time: time without a gap, nothing done without its findings, no window judged twice with two outcomes,
    /// and each finding of a window that is done in exactly one incident that counts its window once.
    /// </summary>
    public async Task AssertSoundAsync()
    {
        foreach (var target in Targets)
        {
            var rows = await RowsAsync(target.Name);
            Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            var incidents = await IncidentsAsync(target.Name);
            Assert.Equal(incidents.Count, incidents.Select(incident => incident.Fingerprint).Distinct().Count());
            Assert.All(incidents, incident => Assert.Equal(incident.Counted.Distinct().Count(), incident.Occurrences));
            foreach (var row in rows.Where(row => row.Status == WindowStatus.Done))
            {
                var findings = await FindingsAsync(target.Name, row.From, row.From.AddSeconds(1));
                Assert.Equal(row.Findings, findings.Count);
                Assert.All(findings, finding => Assert.Single(incidents, incident => incident.Fingerprint == finding.Fingerprint && incident.Counted.Contains(row.From.ToUnixTimeSeconds() / 60)));
            }

            if (await Ledger.PositionAsync(target.Name, Check, default) is { } position) Assert.Equal(rows.FirstOrDefault(row => row.Status != WindowStatus.Done)?.From ?? position.PlannedUntil, position.Watermark);
        }

        Assert.All(judged, one => Assert.Single(one.Value.Distinct()));
        Assert.All(judged, one => Assert.Single(one.Value));
    }

    /// <summary>
    /// Everything that was judged and told, in one text: windows, how they stand, each finding with the window it is in, each incident, what
    /// was held back, and each message. Without the numbers of records: a window that is judged later sees what arrived late in the overlap
    /// before it, too. A message that was accepted just before its host was killed is sent again under its id, by which who gets it knows it.
    /// </summary>
    /// <param name="withSteps">Whether by which steps incidents came to where they are, and the messages of those steps: see <see cref="AssertStepsAsync"/>.</param>
    public async Task<string> ResultAsync(bool withSteps = true)
    {
        var lines = new List<string>();
        foreach (var target in Targets)
        {
            foreach (var row in await RowsAsync(target.Name)) lines.Add($"{target.Name} {row.From:HH:mm}-{row.To:HH:mm} {row.Status} {row.Findings} findings{(row.Partial ? " in part" : "")}");
            lines.AddRange((await FindingsAsync(target.Name, null, null)).Select(finding => $"{target.Name} {finding.Detection} {finding.Severity} {finding.Source} {finding.Window} {finding.Fingerprint}"));
            lines.AddRange((await IncidentsAsync(target.Name)).Select(incident => $"{target.Name} incident {incident.Detection} {incident.Fingerprint} {incident.Severity} in {string.Join(',', incident.Counted)} from {incident.FirstSeen:HH:mm:ss} to {incident.LastSeen:HH:mm:ss} reopened {incident.Reopenings} times{(withSteps ? $" {incident.Status}, told {incident.Sequence} times" : "")}"));
            lines.Add($"{target.Name} watermark {(await Ledger.PositionAsync(target.Name, Check, default))?.Watermark:HH:mm}");
        }

        lines.Add($"held back {(await new SuppressionHitStore(Store).OfAsync(SuppressionId, default)).Count}");
        if (withSteps) lines.AddRange(Told.Accepted.Select(one => $"told {one.Topic} {one.Message.Id}").Distinct().Order(StringComparer.Ordinal));
        return string.Join('\n', lines);
    }

    /// <summary>Windows of a target.</summary>
    public Task<IReadOnlyList<WindowRow>> RowsAsync(string target) => Ledger.ListAsync(target, Check, null, null, default);

    /// <summary>Findings of a target's windows that start in a stretch of time.</summary>
    public async Task<List<Finding>> FindingsAsync(string target, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var all = new List<Finding>();
        await foreach (var finding in new FindingStore(Store).ListAsync(target, Check, from, to, default)) all.Add(finding);
        return all;
    }

    /// <summary>
    /// Once nothing is due any more: each incident stands as if its windows had been judged one after the other, each once and by one host that
    /// lives, and people were told of exactly those steps. The order of the windows is not always that of time: one that a killed host holds
    /// up is judged after those that follow it, because findings of now must not wait for its lease. A scan across two windows is then new and
    /// critical at once, and seen again in the first window; otherwise it is new with the few ports of the first, and escalates with the second.
    /// </summary>
    /// <returns>How many incidents came about in another order than that of time, and otherwise than they would have in that.</returns>
    public async Task<int> AssertStepsAsync()
    {
        var unusual = 0;
        foreach (var target in Targets)
        {
            foreach (var incident in await IncidentsAsync(target.Name))
            {
                var windows = (await RowsAsync(target.Name)).Where(row => incident.Counted.Contains(row.From.ToUnixTimeSeconds() / 60)).ToList();
                var actual = Steps(incident, Told);
                var inOrderOfTime = await StepsAsync(target, incident.Fingerprint, windows);
                if (actual == inOrderOfTime) continue;
                unusual++;
                var others = new List<string>();
                foreach (var order in Orders(windows)) others.Add(await StepsAsync(target, incident.Fingerprint, order));
                Assert.True(others.Contains(actual), $"{actual}\nin no order; in the order of time:\n{inOrderOfTime}");
            }
        }

        return unusual;
    }

    /// <summary>Incidents of a target.</summary>
    public async Task<List<Incident>> IncidentsAsync(string target)
    {
        var all = new List<Incident>();
        await foreach (var incident in new IncidentStore(Store).ListAsync(target, null, default)) all.Add(incident);
        return all;
    }

    public void Dispose() => state.Dispose();

    // The same findings once more, in a state of their own.
    private async Task<string> StepsAsync(MonitoredTarget target, string fingerprint, List<WindowRow> order)
    {
        using var fresh = new TemporaryState();
        var store = fresh.Open();
        var recorder = new IncidentRecorder(new IncidentStore(store), Alerts, Time);
        foreach (var row in order)
        {
            var findings = (await FindingsAsync(target.Name, row.From, row.From.AddSeconds(1))).Where(finding => finding.Fingerprint == fingerprint).ToList();
            await recorder.RecordAsync(target, Check, new TimeWindow(row.From, row.To), findings, null, default);
        }

        var told = new RecordingTopics(Time);
        using var outbox = new OutboxDispatch(store, told, Alerts, Time, "again", seed: 1);
        await outbox.RunAsync([target], default);
        return Steps((await new IncidentStore(store).FindAsync(target.Name, fingerprint, default))!, told);
    }

    private static string Steps(Incident incident, RecordingTopics topics)
    {
        var told = topics.Accepted.Where(one => one.Message.Id.StartsWith($"{incident.Id}-", StringComparison.Ordinal)).Select(one => $"{one.Topic} {one.Message.Id}");
        var history = incident.History.Select(step => $"{step.What} {step.Status} {step.By} {step.Note}");
        return string.Join('\n', [$"{incident.Id} {incident.Status} {incident.Severity} in {string.Join(',', incident.Counted)}, {incident.Occurrences} times, from {incident.FirstSeen:O} to {incident.LastSeen:O}: {incident.Summary} ({incident.Baseline.Size} {string.Join(',', incident.Baseline.Kinds)})", .. history, .. told.Distinct().Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<List<WindowRow>> Orders(List<WindowRow> windows) => windows.Count <= 1
        ? [windows]
        : windows.SelectMany(first => Orders([.. windows.Where(one => one != first)]).Select(List<WindowRow> (rest) => [first, .. rest]));

    public WindowLedger Ledger => new(Store, Time, "test");

    private sealed class Outcomes(ConcurrentDictionary<(string, DateTimeOffset, int), ConcurrentBag<string>> judged) : ICheckObserver
    {
        public void RunStarted(RunRecord run)
        {
            // Only what was judged counts.
        }

        public void WindowJudged(RunRecord run, WindowLease lease, IReadOnlyList<Finding> findings) =>
            judged.GetOrAdd((lease.Target, lease.Window.From, lease.Revision), _ => []).Add(JsonSerializer.Serialize(findings));

        public void RunFinished(RunRecord run)
        {
            // Only what was judged counts.
        }
    }
}
