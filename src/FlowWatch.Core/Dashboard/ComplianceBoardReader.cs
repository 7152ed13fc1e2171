using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Dashboard;

/// <summary>Gathers what the stored compliance reports tell. It verifies nothing itself.</summary>
/// <param name="chain">The reports.</param>
public sealed class ComplianceBoardReader(ReportChain chain)
{
    private const int MostReports = 12;
    private const int MostProblems = 6;
    private const int MostDays = 91;
    private const string LatencyControl = "record-latency";

    /// <summary>Gathers.</summary>
    /// <param name="target">Only of this target; null takes all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<ComplianceBoard> ReadAsync(string? target, CancellationToken cancellationToken)
    {
        try
        {
            var trend = await chain.ListAsync(null, MostReports, cancellationToken).ConfigureAwait(false);
            // A newest report that is damaged is no report in the trend, and not as if there were none.
            var latest = await chain.LatestAsync(cancellationToken).ConfigureAwait(false);
            var targets = (latest?.Targets ?? []).Where(one => target is null || one.Target == target).ToList();
            // Of a target that could not be judged at all there is one row, which says so.
            var problems = (latest is null ? [] : ComplianceRow.Of(latest)).Where(row => row.Status >= ControlStatus.NotVerified && (target is null || row.Target.Target == target))
                .OrderByDescending(row => row.Status).ThenByDescending(row => row.Control?.Severity ?? Severity.Critical).ToList();
            var coverage = targets.SelectMany(one => one.Archive?.Coverage ?? []).ToList();
            return new ComplianceBoard
            {
                Trend = trend,
                Problems = [.. problems.Take(MostProblems)],
                ProblemCount = problems.Count,
                Archive = Days(coverage),
                ArchiveHours = (coverage.Sum(one => one.HoursExpected), coverage.Sum(one => one.HoursPresent)),
                Latencies = [.. targets.Where(one => one.Latency is { Records: > 0 }).Select(one => (one.Target, one.Latency!))],
                LatencyUnknown = [.. targets.Where(one => one.Latency is null).Select(WhyNoLatency)],
                Unreadable = null,
            };
        }
        catch (ReportStoreException error)
        {
            return new ComplianceBoard { Trend = [], Problems = [], ProblemCount = 0, Archive = [], ArchiveHours = (0, 0), Unreadable = error.Message };
        }
    }

    private static string WhyNoLatency(TargetCompliance target) =>
        target.Results.FirstOrDefault(result => result is { Control: LatencyControl, Status: ControlStatus.NotVerified })?.Statement ?? target.NotVerified ?? $"The report does not say it of {target.Target}.";

    private static List<ArchiveDay> Days(List<ArchiveCoverage> coverage)
    {
        if (coverage.Count == 0) return [];
        var last = coverage.Max(one => one.To).AddTicks(-1).UtcDateTime.Date;
        var first = coverage.Min(one => one.From).UtcDateTime.Date;
        if (last - first >= TimeSpan.FromDays(MostDays)) first = last.AddDays(1 - MostDays);
        var days = new List<ArchiveDay>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var (from, to) = (new DateTimeOffset(day, TimeSpan.Zero), new DateTimeOffset(day.AddDays(1), TimeSpan.Zero));
            var states = coverage.SelectMany(one => one.Gaps).Where(gap => gap.From < to && gap.To > from).Select(gap => StateOf(gap.Status)).ToList();
            days.Add(new ArchiveDay(DateOnly.FromDateTime(day), states.Count == 0 ? ArchiveDayState.Complete : states.Max()));
        }

        return days;
    }

    private static ArchiveDayState StateOf(ArchiveGapStatus status) => status switch
    {
        ArchiveGapStatus.Open => ArchiveDayState.Missing,
        ArchiveGapStatus.NotVerified => ArchiveDayState.NotVerified,
        _ => ArchiveDayState.Explained,
    };
}
