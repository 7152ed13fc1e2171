using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Dashboard;

/// <summary>Gathers what the dashboard shows from what FlowWatch remembers. It asks AWS nothing, however often it is looked at.</summary>
/// <param name="reading">The settings, and what is wrong with them.</param>
/// <param name="options">How time is cut.</param>
/// <param name="ledger">The windows.</param>
/// <param name="runs">The runs of checks.</param>
/// <param name="heartbeats">The signs of life.</param>
/// <param name="incidents">The incidents.</param>
/// <param name="alerts">What became of alerts.</param>
/// <param name="folders">Asks flow logs in folders.</param>
/// <param name="compliance">The compliance reports.</param>
/// <param name="time">Tells the time.</param>
public sealed class DashboardReader(SettingsReading reading, CheckRunnerOptions options, WindowLedger ledger, RunStore runs, HeartbeatStore heartbeats, IncidentBoardReader incidents, AlertFigureReader alerts, FolderTrafficReader folders, ComplianceBoardReader compliance, TimeProvider time)
{
    private const int AtOnce = 16;
    private const int RunsLookedAt = 1000;
    private const int RunsShown = 8;

    /// <summary>Gathers.</summary>
    /// <param name="filter">What is asked for; its target is one that is watched.</param>
    /// <param name="cancellationToken">Stops gathering.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<DashboardModel> ReadAsync(DashboardFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var now = time.GetUtcNow();
        var readings = reading.Targets.Where(target => filter.Target is null || target.Name == filter.Target).ToList();
        var earliest = now - (filter.Range is { } word ? DashboardWords.Range(word) : TimeSpan.FromDays(1));
        var progress = await ProgressAsync([.. readings.Where(target => target.Target is not null)], earliest, now, cancellationToken).ConfigureAwait(false);
        var range = new TimeWindow(filter.Range is null ? ShortestStart(progress, now) : earliest, now);
        var targets = readings.Select(target => HealthOf(target, progress)).OrderByDescending(target => target.Level).ThenBy(target => target.Name, StringComparer.Ordinal).ToList();
        var recent = await RunsAsync(range, cancellationToken).ConfigureAwait(false);
        var heartbeat = await heartbeats.LatestAsync(cancellationToken).ConfigureAwait(false);
        var board = await incidents.ReadAsync([.. readings.Where(target => target.Target is not null).Select(target => target.Name)], filter, range, cancellationToken).ConfigureAwait(false);
        var (delivery, unsent) = await alerts.ReadAsync(board, range, cancellationToken).ConfigureAwait(false);
        var traffic = await folders.ReadAsync(filter.Target).ConfigureAwait(false);
        var reports = await compliance.ReadAsync(filter.Target, cancellationToken).ConfigureAwait(false);
        return new DashboardModel
        {
            At = now,
            Range = range,
            Filter = filter,
            FlowWatchVersion = options.FlowWatchVersion,
            TargetNames = [.. reading.Targets.Where(target => target.Target is not null).Select(target => target.Name)],
            Targets = targets,
            NotSeen = [.. NotSeenOf(targets, recent, heartbeat, range), .. unsent, .. traffic?.NotSeen ?? []],
            Folders = traffic,
            Compliance = reports,
            Incidents = board,
            Traffic = TrafficOverTime.Of(progress, range, CheckRunnerOptions.Checks.Min(check => options.WindowsOf(check).Length)),
            Figures = [ServiceFigures.Latency(reports), ServiceFigures.Analysis(recent), delivery, ServiceFigures.Windows(progress), .. ServiceFigures.Archive(reports)],
            Runs = [.. recent.Where(run => run is not { Status: RunStatus.Succeeded, WindowsJudged: 0 }).Take(RunsShown)],
            Heartbeat = heartbeat,
        };
    }

    private async Task<IReadOnlyList<CheckProgress>> ProgressAsync(IReadOnlyList<TargetReading> targets, DateTimeOffset earliest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var subjects = targets.SelectMany(target => CheckRunnerOptions.Checks.Select(check => (target.Name, Check: check))).ToList();
        var progress = new CheckProgress[subjects.Count];
        await Parallel.ForAsync(
            0,
            subjects.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, stopping) => progress[index] = await ProgressAsync(subjects[index].Name, subjects[index].Check, earliest, now, stopping).ConfigureAwait(false)).ConfigureAwait(false);
        return progress;
    }

    private async Task<CheckProgress> ProgressAsync(string target, string check, DateTimeOffset earliest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var windows = options.WindowsOf(check);
        var position = await ledger.PositionAsync(target, check, cancellationToken).ConfigureAwait(false);
        // A window that began before the range may end in it.
        var from = earliest - windows.LongestWindow;
        if (position is not null && position.Watermark < from) from = position.Watermark;
        IReadOnlyList<WindowRow> rows = position is null ? [] : await ledger.ListAsync(target, check, from, null, cancellationToken).ConfigureAwait(false);
        var planned = await ledger.DueAsync(target, check, windows, cancellationToken).ConfigureAwait(false);
        var shown = rows.Where(row => row.To > earliest || row.Status != WindowStatus.Done).Select(ShownWindow.Of)
            .Concat(planned.Select(window => new ShownWindow(window.From, window.To, WindowState.Due, null, null, null, null, null))).ToList();
        // Before its first run a check looks back by choice: that is no delay.
        var waiting = position is null ? [] : shown.Where(window => !window.IsJudged).ToList();
        return new CheckProgress
        {
            Target = target,
            Check = check,
            Watermark = position?.Watermark,
            Windows = shown,
            AlarmAge = windows.AlarmAge,
            Aged = waiting.Count(window => window.To + windows.AlarmAge < now),
            OldestUnjudged = waiting.Count == 0 ? null : now - waiting.Min(window => window.To),
        };
    }

    // What there is on a wall of a day would be a thin line at its right for the first hours.
    private static DateTimeOffset ShortestStart(IReadOnlyList<CheckProgress> progress, DateTimeOffset now)
    {
        var first = progress.SelectMany(one => one.Windows).Select(window => window.From).DefaultIfEmpty(now).Min();
        return DashboardWords.Ranges.Select(word => now - DashboardWords.Range(word)).Where(start => now - start <= TimeSpan.FromDays(1)).OrderDescending().FirstOrDefault(start => start <= first, now - TimeSpan.FromDays(1));
    }

    private static TargetHealth HealthOf(TargetReading target, IReadOnlyList<CheckProgress> progress)
    {
        var checks = progress.Where(one => one.Target == target.Name && target.Target is not null).ToList();
        return new TargetHealth
        {
            Name = target.Name,
            Level = target.Target is null ? TargetLevel.LeftOut : checks.Max(check => check.Level),
            Place = target.Target is { } watched ? $"{watched.Environment}, account {watched.Account}, {watched.Region}" : null,
            Source = target.Target is { } source ? source.Folder ?? source.LogGroup : null,
            IsFolder = target.Target?.Folder is not null,
            Checks = checks,
            Problems = target.Target is null ? [.. target.Problems.Select(problem => problem.ToString())] : [.. checks.Select(ProblemOf).OfType<string>()],
        };
    }

    private static string? ProblemOf(CheckProgress check)
    {
        var failed = check.Windows.Where(window => window.State == WindowState.Failed).ToList();
        if (failed.Count > 0) return $"{check.Check}: {ReadableNumber.Count(failed.Count, "windows")} could not be judged: {failed[^1].Reason ?? "no reason is known"}";
        if (check.Windows.LastOrDefault(window => window.IsJudged) is { State: WindowState.Partial } partial) return $"{check.Check}: the last window was judged in part only: {partial.Reason}";
        return check.Aged > 0 ? $"{check.Check}: {ReadableNumber.Count(check.Aged, "windows")} waited too long, the oldest for {ReadableNumber.Duration(check.OldestUnjudged ?? TimeSpan.Zero)}" : null;
    }

    private async Task<IReadOnlyList<RunRecord>> RunsAsync(TimeWindow range, CancellationToken cancellationToken)
    {
        var recent = new List<RunRecord>();
        await foreach (var run in runs.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (run.StartedAt < range.From || recent.Count == RunsLookedAt) break;
            recent.Add(run);
        }

        return recent;
    }

    private IEnumerable<NotSeen> NotSeenOf(IReadOnlyList<TargetHealth> targets, IReadOnlyList<RunRecord> recent, HeartbeatRecord? heartbeat, TimeWindow range)
    {
        if (heartbeat is not null && range.To - heartbeat.At > HeartbeatRecord.LongestPause) yield return new NotSeen("Timers", $"The last sign of life is {ReadableNumber.Duration(range.To - heartbeat.At)} old. Where timers do not fire, nothing is looked at: see whether the app runs.", null);
        foreach (var problem in reading.Problems.Where(_ => reading.Settings is null)) yield return new NotSeen("Configuration", problem.ToString(), null);
        foreach (var target in targets.Where(target => target.Level >= TargetLevel.Late))
        {
            foreach (var problem in target.Problems) yield return new NotSeen(target.Name, problem, target.Level == TargetLevel.LeftOut ? null : target.Name);
        }

        foreach (var check in targets.SelectMany(target => target.Checks))
        {
            // The last one is told with its target.
            var partial = check.Windows.Where(window => window.State == WindowState.Partial && window.To > range.From).ToList();
            var told = check.Windows.LastOrDefault(window => window.IsJudged)?.State == WindowState.Partial ? 1 : 0;
            if (partial.Count > told) yield return new NotSeen(check.Target, $"{check.Check}: {ReadableNumber.Count(partial.Count, "windows")} of the time shown were judged in part only: {partial[^1].Reason}", check.Target);
        }

        foreach (var run in recent.Take(1).Where(run => run.Status == RunStatus.Failed)) yield return new NotSeen($"Check {run.Check}", "Its last run failed: nothing that was due could be judged.", null);
    }
}
