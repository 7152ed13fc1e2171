using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tuning;

/// <summary>
/// Says how many incidents other thresholds would have made. What was found tells that for the thresholds of the anomaly check when they are
/// raised, because its findings hold the one number that they are about. Everything else needs the flow logs to be judged again.
/// </summary>
/// <param name="findings">What was found.</param>
/// <param name="ledger">Which windows were judged.</param>
/// <param name="source">Where flow logs are asked again.</param>
/// <param name="suppressions">What is held back.</param>
/// <param name="options">How time is cut.</param>
/// <param name="time">Tells the time.</param>
public sealed class ThresholdTuning(FindingStore findings, WindowLedger ledger, IFlowLogSource source, SuppressionRegister suppressions, CheckRunnerOptions options, TimeProvider time)
{
    /// <summary>The most days that are looked back.</summary>
    public const int MostDays = 90;

    private const int Listed = 10;

    /// <summary>Stretches that are judged again at the same time.</summary>
    private const int AtOnce = 4;

    // The detections with a single sign, and the count of their evidence that it is about.
    private static readonly Dictionary<(string Detection, string Setting), string> Told = new()
    {
        [("HIGH_TRAFFIC_VOLUME", "bytes")] = "bytesInWindow",
        [("HIGH_CONNECTION_COUNT", "connections")] = "connections",
    };

    private static readonly long[] UsualFactors = [2, 5, 10];

    /// <summary>The thresholds of the anomaly check at twice, five times and ten times their value: what the runbook says to raise.</summary>
    public static IReadOnlyList<TuningCandidate> Usual(MonitoredTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return [.. DetectionSettings.List(target.Settings.Detections).Where(setting => Told.ContainsKey((setting.Detection, setting.Name)))
            .SelectMany(setting => UsualFactors.Select(factor => new TuningCandidate(setting.Detection, setting.Name, ((Int128)long.Parse(setting.Value, CultureInfo.InvariantCulture) * factor is var product && product < long.MaxValue ? (long)product : long.MaxValue).ToString(CultureInfo.InvariantCulture))))];
    }

    /// <summary>Tells from what was found, without asking anybody.</summary>
    /// <param name="target">The target.</param>
    /// <param name="candidate">The threshold.</param>
    /// <param name="days">How many days back.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="State.StateException">The state cannot be used.</exception>
    public async Task<TuningResult> FromFindingsAsync(MonitoredTarget target, TuningCandidate candidate, int days, CancellationToken cancellationToken)
    {
        var (before, windows, current) = await LookAsync(target, candidate, days, cancellationToken).ConfigureAwait(false);
        var result = Result(target, candidate, current, before, windows);
        if (windows.Count == 0) return result with { NotVerified = "no window of that time was judged" };
        if (!Told.TryGetValue((candidate.Detection, candidate.Setting), out var name)) return result with { NeedsFlowLogs = true, NotVerified = "findings do not tell what other values of this setting would have found; judge the flow logs again" };
        var (now, then) = (long.Parse(current, CultureInfo.InvariantCulture), long.Parse(candidate.Value, CultureInfo.InvariantCulture));
        if (then < now) return result with { Vanish = 0, NeedsFlowLogs = true, NotVerified = "what lies between the two values was not found and is not remembered; judge the flow logs again to know what would appear" };

        // What a rule or an older setting judged says nothing of this one.
        var others = before.Where(finding => CountOf(finding, name)?.Threshold != now).Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var staying = before.Where(finding => CountOf(finding, name)?.Value > then).Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var vanishing = before.Where(finding => !staying.Contains(finding.Fingerprint) && !others.Contains(finding.Fingerprint)).DistinctBy(finding => finding.Fingerprint).ToList();
        return result with
        {
            Vanish = vanishing.Count,
            Appear = 0,
            Vanishing = [.. vanishing.Select(finding => finding.Source).Order(StringComparer.Ordinal).Take(Listed)],
            NotVerified = others.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{others.Count} of the incidents were judged by another value of it (a threshold rule, or a setting that was changed since)"),
        };
    }

    /// <summary>Judges the flow logs of the windows again, the newest first, windows that lie together at once as a check does that catches up.</summary>
    /// <param name="target">The target.</param>
    /// <param name="candidate">The threshold.</param>
    /// <param name="days">How many days back.</param>
    /// <param name="limits">How much may be judged again.</param>
    /// <param name="cancellationToken">Stops judging.</param>
    /// <exception cref="State.StateException">The state cannot be used.</exception>
    public async Task<TuningResult> RescanAsync(MonitoredTarget target, TuningCandidate candidate, int days, TuningLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var (before, windows, current) = await LookAsync(target, candidate, days, cancellationToken).ConfigureAwait(false);
        var result = Result(target, candidate, current, before, windows);
        if (windows.Count == 0) return result with { NotVerified = "no window of that time was judged" };
        var check = CheckOf(candidate);
        var held = await suppressions.OfTargetAsync(target, cancellationToken).ConfigureAwait(false);
        var tried = target with
        {
            Settings = target.Settings with
            {
                Detections = DetectionSettings.Change(target.Settings.Detections, candidate.Detection, candidate.Setting, candidate.Value, out _)!.Value.Options,
                Suppressions = held,
            },
        };
        var earliest = time.GetUtcNow().AddDays(-limits.MostDays);
        var stretches = Stretches([.. windows.Where(row => row.From >= earliest).TakeLast(limits.MostWindows)], options.WindowsOf(check).LongestWindow);
        var replay = new TuningReplay();
        await Parallel.ForEachAsync(stretches, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (stretch, stopping) =>
        {
            if (!replay.MayBegin(limits, time.GetUtcNow())) return;
            var window = new TimeWindow(stretch[0].From, stretch[^1].To);
            var judgement = await new TargetCheck(source, time, options.FlowWatchVersion).RunAsync(tried, check, window, options.WindowsOf(check).Overlap, stopping).ConfigureAwait(false);
            var was = new List<Finding>();
            await foreach (var finding in findings.ListAsync(target.Name, check, window.From, window.To, stopping).ConfigureAwait(false)) was.Add(finding);
            replay.Add(candidate.Detection, window, stretch.Count, was, judgement);
        }).ConfigureAwait(false);

        var (gone, come) = replay.Changes;
        return result with
        {
            Incidents = replay.Incidents,
            Vanish = replay.Rescanned == 0 ? null : gone.Count,
            Appear = replay.Rescanned == 0 ? null : come.Count,
            Vanishing = [.. gone.Take(Listed)],
            Appearing = [.. come.Take(Listed)],
            Rescanned = replay.Rescanned,
            BytesScanned = replay.Usage?.BytesScanned,
            EstimatedCost = replay.Usage?.EstimatedCost,
            NotVerified = replay.NotVerified(windows.Count, limits),
        };
    }

    // Windows that follow each other, in stretches of the length that a check judges at once when it catches up; the newest first.
    private static List<List<WindowRow>> Stretches(IReadOnlyList<WindowRow> rows, TimeSpan longest)
    {
        var stretches = new List<List<WindowRow>>();
        foreach (var row in rows.Reverse())
        {
            if (stretches is [.., var last] && row.To == last[0].From && last[^1].To - row.From <= longest) last.Insert(0, row);
            else stretches.Add([row]);
        }

        return stretches;
    }

    private static string CheckOf(TuningCandidate candidate) => DetectionCatalog.Default.Find(candidate.Detection)!.Metadata.Check;

    private static EvidenceCount? CountOf(Finding finding, string name) => finding.Evidence.Counts.FirstOrDefault(count => count.Name == name);

    private static TuningResult Result(MonitoredTarget target, TuningCandidate candidate, string current, List<Finding> before, List<WindowRow> windows) => new()
    {
        Target = target.Name,
        Detection = candidate.Detection,
        Setting = candidate.Setting,
        Current = current,
        Candidate = candidate.Value,
        Incidents = before.Select(finding => finding.Fingerprint).Distinct(StringComparer.Ordinal).Count(),
        Vanish = null,
        Appear = null,
        Windows = windows.Count,
        Rescanned = 0,
        NotVerified = null,
    };

    private async Task<(List<Finding> Before, List<WindowRow> Windows, string Current)> LookAsync(MonitoredTarget target, TuningCandidate candidate, int days, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(candidate);
        var (from, check) = (time.GetUtcNow().AddDays(-days), CheckOf(candidate));
        var before = new List<Finding>();
        await foreach (var finding in findings.ListAsync(target.Name, check, from, null, cancellationToken).ConfigureAwait(false))
        {
            if (finding.Detection == candidate.Detection) before.Add(finding);
        }

        var windows = (await ledger.ListAsync(target.Name, check, from, null, cancellationToken).ConfigureAwait(false)).Where(row => row.Status == WindowStatus.Done).OrderBy(row => row.From).ToList();
        var current = DetectionSettings.List(target.Settings.Detections).First(setting => setting.Detection == candidate.Detection && setting.Name == candidate.Setting).Value;
        return (before, windows, current);
    }
}
