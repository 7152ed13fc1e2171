using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance.RecordLatency;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;

namespace FlowWatch.Core.Dashboard;

/// <summary>The figures of the runbook's "Metrics and SLAs", each held against what the runbook wants.</summary>
public static class ServiceFigures
{
    /// <summary>Flow Log Delivery Latency &lt; 5 minutes, as the newest compliance report measured it: of 95 in 100 records, at the slowest target.</summary>
    /// <param name="compliance">What compliance reports tell.</param>
    public static ServiceFigure Latency(ComplianceBoard compliance)
    {
        ArgumentNullException.ThrowIfNull(compliance);
        const string Name = "Flow log delivery latency";
        const string Goal = "less than 5 min";
        // The bar is twice as long as what is wanted.
        const double GoalShare = 0.5;
        var limit = RecordLatencyControl.Limit;
        if (compliance.Trend.Count == 0) return new ServiceFigure(Name, "-", Goal, FigureStatus.NotVerified, "No compliance report has measured it yet.", null, GoalShare);
        var unknown = compliance.LatencyUnknown.Count == 0 ? "" : $" It is not known of {ReadableNumber.Count(compliance.LatencyUnknown.Count, "targets")}: {compliance.LatencyUnknown[0]}";
        if (compliance.Latencies.Count == 0)
        {
            return compliance.LatencyUnknown.Count > 0
                ? new ServiceFigure(Name, "-", Goal, FigureStatus.NotVerified, unknown.TrimStart(), null, GoalShare)
                : new ServiceFigure(Name, "-", Goal, FigureStatus.Idle, "No record came in the time that the report measured.", null, GoalShare);
        }

        var (target, worst) = compliance.Latencies.MaxBy(one => one.Latency.NinetyFifth);
        var of = compliance.Latencies.Count == 1 ? target : $"{target}, the slowest of {ReadableNumber.Count(compliance.Latencies.Count, "targets")}";
        var explanation = $"p50 {ReadableNumber.Duration(worst.Half)}, p95 {ReadableNumber.Duration(worst.NinetyFifth)}, p99 {ReadableNumber.Duration(worst.NinetyNinth)} from a record's end to its arrival, of {ReadableNumber.Count(worst.Records, "records")} of {of}, by the report of {DashboardWords.Clock(compliance.Trend[0].GeneratedAt, DateTimeOffset.MinValue)}.{unknown}";
        var status = worst.NinetyFifth >= limit ? FigureStatus.Missed : compliance.LatencyUnknown.Count > 0 ? FigureStatus.NotVerified : FigureStatus.Met;
        return new ServiceFigure(Name, ReadableNumber.Duration(worst.NinetyFifth), Goal, status, explanation, worst.NinetyFifth / limit * GoalShare, GoalShare);
    }

    /// <summary>Analysis Function Success Rate &gt; 99 %.</summary>
    /// <param name="recent">The runs of the time shown.</param>
    public static ServiceFigure Analysis(IReadOnlyList<RunRecord> recent)
    {
        ArgumentNullException.ThrowIfNull(recent);
        // The bar begins at 90 %: between 99 and 100 % of a whole bar nobody sees a difference.
        const double Wanted = 0.99;
        const double Begin = 0.9;
        const string Name = "Analysis success rate";
        const string Goal = "more than 99 %";
        // A verification of compliance is no analysis of traffic.
        var ended = recent.Where(run => CheckRunnerOptions.Checks.Contains(run.Check) && run.Status is RunStatus.Succeeded or RunStatus.Partial or RunStatus.Failed).ToList();
        if (ended.Count == 0) return new ServiceFigure(Name, "-", Goal, FigureStatus.NotVerified, "No run of a check ended in this time.", null, (Wanted - Begin) / (1 - Begin));
        var succeeded = ended.Count(run => run.Status == RunStatus.Succeeded);
        var share = (double)succeeded / ended.Count;
        // Rounded down, so that 99.99 % is not shown as 100 %.
        var value = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 1000) / 10:0.#} %");
        return new ServiceFigure(Name, value, Goal, share > Wanted ? FigureStatus.Met : FigureStatus.Missed, $"{ReadableNumber.Count(succeeded)} of {ReadableNumber.Count(ended.Count, "runs")} judged everything that was due. The bar begins at 90 %.", (share - Begin) / (1 - Begin), (Wanted - Begin) / (1 - Begin));
    }

    /// <summary>Windows that wait for longer than is tolerated: what the success rate of runs does not show, a check that does not come round.</summary>
    /// <param name="progress">How far the checks have come.</param>
    public static ServiceFigure Windows(IReadOnlyList<CheckProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        const string Name = "Windows unjudged for too long";
        const double GoalShare = 0.5;
        if (progress.Count == 0) return new ServiceFigure(Name, "-", "none", FigureStatus.NotVerified, "No target can be watched.", null, GoalShare);
        var begun = progress.Where(check => check.Watermark is not null).ToList();
        if (begun.Count == 0) return new ServiceFigure(Name, "-", "none", FigureStatus.NotVerified, "No check has begun yet.", null, GoalShare);
        var (aged, waiting) = (begun.Sum(check => check.Aged), begun.Sum(check => check.Waiting));
        var judged = begun.Sum(check => check.Windows.Count(window => window.IsJudged));
        var explanation = $"{ReadableNumber.Count(judged)} of {ReadableNumber.Count(judged + waiting, "windows")} are judged.{(begun.Max(check => check.OldestUnjudged) is { } oldest ? $" The oldest that waits ended {ReadableNumber.Duration(Seconds(oldest))} ago; {ReadableNumber.Duration(begun[0].AlarmAge)} is too long." : "")}{(begun.Count < progress.Count ? $" {ReadableNumber.Count(progress.Count - begun.Count, "checks")} {(progress.Count - begun.Count == 1 ? "has" : "have")} not begun." : "")}";
        var share = begun.Max(check => check.OldestUnjudged / check.AlarmAge) ?? 0;
        return new ServiceFigure(Name, ReadableNumber.Count(aged), "none", aged > 0 ? FigureStatus.Missed : FigureStatus.Met, explanation, share * GoalShare, GoalShare);
    }

    /// <summary>S3 Archival Success Rate 100 %. It is known once a report has listed an archive.</summary>
    /// <param name="compliance">What compliance reports tell.</param>
    public static IReadOnlyList<ServiceFigure> Archive(ComplianceBoard compliance)
    {
        ArgumentNullException.ThrowIfNull(compliance);
        var (expected, present) = compliance.ArchiveHours;
        if (expected == 0) return [];
        var unknown = compliance.Archive.Any(day => day.State == ArchiveDayState.NotVerified);
        var missing = compliance.Archive.Any(day => day.State == ArchiveDayState.Missing);
        var share = (double)present / expected;
        var explanation = $"{ReadableNumber.Count(present)} of {ReadableNumber.Count(expected, "hours")} have objects, by the report of {DashboardWords.Clock(compliance.Trend[0].GeneratedAt, DateTimeOffset.MinValue)}. Hours without, of which it is known why, count as archived.";
        // Rounded down, so that a single missing hour is not shown as 100 %.
        var value = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 10000) / 100:0.##} %");
        return [new ServiceFigure("S3 archival success rate", value, "100 %", missing ? FigureStatus.Missed : unknown ? FigureStatus.NotVerified : FigureStatus.Met, explanation, share, 1)];
    }

    private static TimeSpan Seconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));
}
