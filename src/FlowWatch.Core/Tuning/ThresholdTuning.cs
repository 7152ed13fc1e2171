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
        if (!Told.TryGetValue((candidate.Detection, candidate.Setting), out var name)) return result with { NotVerified = "findings do not tell what other values of this setting would have found; judge the flow logs again" };
        var (now, then) = (long.Parse(current, CultureInfo.InvariantCulture), long.Parse(candidate.Value, CultureInfo.InvariantCulture));
        if (then < now) return result with { Vanish = 0, NotVerified = "what lies between the two values was not found and is not remembered; judge the flow logs again to know what would appear" };

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

    /// <summary>Judges the flow logs of the windows again, the newest first.</summary>
    /// <param name="target">The target.</param>
    /// <param name="candidate">The threshold.</param>
    /// <param name="days">How many days back.</param>
    /// <param name="mostWindows">The most windows that are judged; each costs what judging it cost.</param>
    /// <param name="cancellationToken">Stops judging.</param>
    /// <exception cref="State.StateException">The state cannot be used.</exception>
    public async Task<TuningResult> RescanAsync(MonitoredTarget target, TuningCandidate candidate, int days, int mostWindows, CancellationToken cancellationToken)
    {
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
        var (was, after, failures) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        var chosen = windows.TakeLast(mostWindows).Reverse().ToList();
        foreach (var row in chosen)
        {
            var window = new TimeWindow(row.From, row.To);
            var judgement = await new TargetCheck(source, time, options.FlowWatchVersion).RunAsync(tried, check, window, options.WindowsOf(check).Overlap, cancellationToken).ConfigureAwait(false);
            if (judgement.Report is not { } report)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"window {window}: {judgement.NotVerified}"));
                continue;
            }

            await foreach (var finding in findings.ListAsync(target.Name, check, row.From, row.From.AddSeconds(1), cancellationToken).ConfigureAwait(false))
            {
                if (finding.Detection == candidate.Detection) was[finding.Fingerprint] = finding.Source;
            }

            foreach (var finding in report.Findings.Where(finding => finding.Detection == candidate.Detection)) after[finding.Fingerprint] = finding.Source;
        }

        var (gone, come) = (was.Where(one => !after.ContainsKey(one.Key)).ToList(), after.Where(one => !was.ContainsKey(one.Key)).ToList());
        var left = windows.Count - chosen.Count;
        var reasons = new[]
        {
            left == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{left} older windows were not judged again"),
            failures.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{failures.Count} windows could not be; {failures[0]}"),
        }.OfType<string>().ToList();
        return result with
        {
            Incidents = was.Count,
            Vanish = gone.Count,
            Appear = come.Count,
            Vanishing = [.. gone.Select(one => one.Value).Order(StringComparer.Ordinal).Take(Listed)],
            Appearing = [.. come.Select(one => one.Value).Order(StringComparer.Ordinal).Take(Listed)],
            Rescanned = chosen.Count - failures.Count,
            NotVerified = reasons.Count == 0 ? null : string.Join("; ", reasons),
        };
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
