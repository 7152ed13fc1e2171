using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>
/// The gaps that wait for a person. They are those of the newest report; what is acknowledged shows here at once and in the reports from the
/// next on. A stored report is never changed.
/// </summary>
/// <param name="chain">The reports.</param>
/// <param name="acknowledgements">What people said.</param>
/// <param name="time">Tells the time.</param>
public sealed class ArchiveGapRegister(ReportChain chain, ArchiveAcknowledgements acknowledgements, TimeProvider time)
{
    /// <summary>The gaps: open, not verified and acknowledged ones.</summary>
    /// <param name="target">Only of this target; null takes all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ReportStoreException">The reports cannot be read.</exception>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<ArchiveGapList> ListAsync(string? target, CancellationToken cancellationToken)
    {
        if (await chain.LatestAsync(cancellationToken).ConfigureAwait(false) is not { } report) return new ArchiveGapList(null, null, [], []);
        var gaps = new List<ListedArchiveGap>();
        var unknown = new List<string>();
        foreach (var one in report.Targets.Where(one => target is null || one.Target == target))
        {
            // A target without an archive has no gaps; one with an archive and no listing may have any.
            if (one.Archive is null && (one.Bucket is not null || one.NotVerified is not null)) unknown.Add(one.Target);
            var said = await acknowledgements.ListAsync(one.Target, cancellationToken).ConfigureAwait(false);
            foreach (var coverage in one.Archive?.Coverage ?? [])
            {
                gaps.AddRange(coverage.Gaps.Where(gap => gap.Status != ArchiveGapStatus.Explained).SelectMany(gap => Split(gap, coverage.Source, said)).Select(gap => new ListedArchiveGap(one.Target, coverage.Source, gap)));
            }
        }

        return new ArchiveGapList(report.Id, report.GeneratedAt, gaps, unknown);
    }

    /// <summary>
    /// Acknowledges the hours of a stretch that are known to be missing, and no others: an hour that is there today and is deleted tomorrow is
    /// a gap that nobody has answered for.
    /// </summary>
    /// <param name="request">What somebody says.</param>
    /// <param name="targets">The targets there are.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="ReportStoreException">The reports cannot be read.</exception>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<ArchiveGapAnswer> AcknowledgeAsync(ArchiveGapRequest request, IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(targets);
        var (target, from, to) = ArchiveGapRequestReader.Read(request, targets, time.GetUtcNow(), out var errors);
        if (errors.Count > 0) return new ArchiveGapAnswer([], errors);
        var known = await ListAsync(target, cancellationToken).ConfigureAwait(false);
        if (known.Report is null) return Refused("target", "there is no compliance report yet, so no gap is known; verify the target first");
        if (request.Source is { } source && known.Gaps.All(gap => gap.Source != source)) return Refused("source", $"the report {known.Report} knows no gap of that source; its sources with gaps: {Sources(known)}");
        var meant = known.Gaps
            .Where(gap => gap.Gap.Status != ArchiveGapStatus.Acknowledged && (request.Source is null || gap.Source == request.Source) && gap.Gap.From < to && gap.Gap.To > from)
            .Select(gap => gap with { Gap = gap.Gap with { From = Later(gap.Gap.From, Hour(from)), To = Earlier(gap.Gap.To, Hour(to.AddTicks(-1)).AddHours(1)) } })
            .ToList();
        if (meant.Count == 0) return Refused("from", $"the report {known.Report} knows no gap in this time that still has to be acknowledged");
        var said = await acknowledgements.AddAsync(target, [.. meant.Select(gap => (gap.Source, gap.Gap.From, gap.Gap.To))], request.Owner!, request.Reason!, cancellationToken).ConfigureAwait(false);
        return new ArchiveGapAnswer([.. meant.Zip(said, (gap, one) => gap with { Gap = gap.Gap with { Status = ArchiveGapStatus.Acknowledged, Explanation = one.Words } })], errors);
    }

    private static IEnumerable<ArchiveGap> Split(ArchiveGap gap, string source, IReadOnlyList<ArchiveAcknowledgement> said)
    {
        var meant = gap.Status == ArchiveGapStatus.Acknowledged ? [] : said.Where(one => (one.Source is null || one.Source == source) && one.From < gap.To && one.To > gap.From).ToList();
        var bounds = new SortedSet<DateTimeOffset>(meant.SelectMany(one => new[] { Later(one.From, gap.From), Earlier(one.To, gap.To) })) { gap.From, gap.To };
        return bounds.Zip(bounds.Skip(1), (from, to) => meant.FirstOrDefault(one => one.Covers(source, from)) is { } by
            ? new ArchiveGap(from, to, ArchiveGapStatus.Acknowledged, by.Words)
            : gap with { From = from, To = to });
    }

    private static ArchiveGapAnswer Refused(string member, string why) => new([], new Dictionary<string, IReadOnlyList<string>> { [member] = [why] });

    private static string Sources(ArchiveGapList known) => known.Gaps.Count == 0 ? "none" : string.Join(", ", known.Gaps.Select(gap => gap.Source).Distinct());

    private static DateTimeOffset Hour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
