using System.Collections.Concurrent;
using System.Text.Json;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.State;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Core.Tests.Checks.Running;

/// <summary>
/// Three targets that the security check watches for an hour and a half by the test's clock, one state, and any number of hosts on it.
/// Each target has port scans; some records arrive late, up to the horizon of an hour.
/// </summary>
internal sealed class Deployment : IDisposable
{
    public const string Check = "security";

    public static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 5, 30, TimeSpan.Zero);

    public static readonly TimeSpan Round = TimeSpan.FromMinutes(10);

    private readonly TemporaryState state = new();
    private readonly ConcurrentDictionary<(string Target, DateTimeOffset From, int Revision), ConcurrentBag<string>> judged = new();

    public Deployment()
    {
        Time = new FakeTimeProvider(Start);
        FlowLogs = new MadeUpFlowLogs(Time);
        Store = state.Open();
        var prompt = TimeSpan.FromMinutes(1);
        FlowLogs.AddPortScan("a", "203.0.113.1", Start.AddMinutes(-9), prompt);
        FlowLogs.AddPortScan("a", "203.0.113.2", Start.AddMinutes(20), prompt);
        // Across the border of two windows.
        FlowLogs.AddPortScan("b", "203.0.113.3", Noon.AddMinutes(19.5), prompt);
        // Arrives after its window was judged, and is seen at the first look.
        FlowLogs.AddPortScan("b", "203.0.113.4", Noon.AddMinutes(2), TimeSpan.FromMinutes(24));
        // Arrives just before the last look.
        FlowLogs.AddPortScan("c", "203.0.113.5", Noon.AddMinutes(1), TimeSpan.FromMinutes(65));
    }

    public static DateTimeOffset Noon { get; } = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; }

    public MadeUpFlowLogs FlowLogs { get; }

    /// <summary>The state itself, whatever became of the processes that used it.</summary>
    public IStateStore Store { get; }

    public IReadOnlyList<MonitoredTarget> Targets { get; } = [.. new[] { "a", "b", "c" }.Select(name => new MonitoredTarget { Name = name, Environment = "test", Account = "111122223333", Region = "eu-central-1", LogGroup = "g" })];

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
    public Task<RunRecord> RunAsync(IStateStore store, string host, int targetsAtOnce = 1, CancellationToken cancellationToken = default) => new CheckRunner(
        FlowLogs,
        new WindowLedger(store, Time, host),
        new FindingStore(store),
        new RunStore(store),
        new CheckRunnerOptions { FlowWatchVersion = "test", Settings = new CheckSettings { Security = Windows, TargetsAtOnce = targetsAtOnce } },
        Time,
        observers: [new Outcomes(judged)]).RunAsync(RunStore.NewId(Time.GetUtcNow()), Check, "test", Targets, cancellationToken);

    /// <summary>What anybody may rely on at any time: time without a gap, nothing done without its findings, no window judged twice with two outcomes.</summary>
    public async Task AssertSoundAsync()
    {
        foreach (var target in Targets)
        {
            var rows = await RowsAsync(target.Name);
            Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            foreach (var row in rows.Where(row => row.Status == WindowStatus.Done)) Assert.Equal(row.Findings, (await FindingsAsync(target.Name, row.From, row.From.AddSeconds(1))).Count);
            if (await Ledger.PositionAsync(target.Name, Check, default) is { } position) Assert.Equal(rows.FirstOrDefault(row => row.Status != WindowStatus.Done)?.From ?? position.PlannedUntil, position.Watermark);
        }

        Assert.All(judged, one => Assert.Single(one.Value.Distinct()));
        Assert.All(judged, one => Assert.Single(one.Value));
    }

    /// <summary>
    /// Everything that was judged, in one text: windows, how they stand, and each finding with the window it is in. Without the numbers of
    /// records: a window that is judged later sees what arrived late in the overlap before it, too.
    /// </summary>
    public async Task<string> ResultAsync()
    {
        var lines = new List<string>();
        foreach (var target in Targets)
        {
            foreach (var row in await RowsAsync(target.Name)) lines.Add($"{target.Name} {row.From:HH:mm}-{row.To:HH:mm} {row.Status} {row.Findings} findings{(row.Partial ? " in part" : "")}");
            lines.AddRange((await FindingsAsync(target.Name, null, null)).Select(finding => $"{target.Name} {finding.Detection} {finding.Severity} {finding.Source} {finding.Window} {finding.Fingerprint}"));
            lines.Add($"{target.Name} watermark {(await Ledger.PositionAsync(target.Name, Check, default))?.Watermark:HH:mm}");
        }

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

    public void Dispose() => state.Dispose();

    private WindowLedger Ledger => new(Store, Time, "test");

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
