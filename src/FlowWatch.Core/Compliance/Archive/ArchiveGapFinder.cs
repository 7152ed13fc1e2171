using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Finds the hours that should have an object and have none, and says of each what is known.</summary>
/// <param name="months">What is known of the archive.</param>
/// <param name="events">CloudWatch's count of events per hour, for hours that it was asked about; null where it could not be asked.</param>
/// <param name="eventsFrom">The first hour that it was asked about.</param>
/// <param name="eventsFailure">Why it could not be asked.</param>
/// <param name="acknowledgements">What people said.</param>
internal sealed class ArchiveGapFinder(
    SortedDictionary<DateTimeOffset, ArchiveMonth> months, IReadOnlyDictionary<DateTimeOffset, double>? events, DateTimeOffset eventsFrom, string? eventsFailure, IReadOnlyList<ArchiveAcknowledgement> acknowledgements)
{
    /// <summary>The most gaps of one source that are told one by one.</summary>
    public const int MaximumGaps = 1000;

    /// <summary>Months in which an hour was found to have been quiet, to remember it.</summary>
    public HashSet<DateTimeOffset> Changed { get; } = [];

    /// <summary>Finds the gaps of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="from">The first hour that must be there.</param>
    /// <param name="to">The hour that need not be there yet.</param>
    /// <returns>Hours that have an object, and the gaps, the oldest first.</returns>
    public (long Present, IReadOnlyList<ArchiveGap> Gaps) Find(string source, DateTimeOffset from, DateTimeOffset to)
    {
        var gaps = new List<ArchiveGap>();
        var (present, counted) = (0L, 0.0);
        (DateTimeOffset From, ArchiveGapStatus Status, string Why)? open = null;
        for (var hour = from; hour < to; hour = hour.AddHours(1))
        {
            var known = Known(source, hour);
            if (known?.Present.Has(Index(hour)) == true)
            {
                present++;
                Close(hour);
                continue;
            }

            var (status, why) = Judge(source, hour, known);
            if (open is { } running && (running.Status, running.Why) != (status, why)) Close(hour);
            open ??= (hour, status, why);
            counted += events?.GetValueOrDefault(hour) ?? 0;
        }

        Close(to);
        return (present, gaps.Count <= MaximumGaps ? gaps : [.. gaps.Take(MaximumGaps - 1), Rest(gaps)]);

        void Close(DateTimeOffset end)
        {
            if (open is { } closed)
            {
                var hours = ReadableNumber.Count((long)(end - closed.From).TotalHours, "hours");
                var why = closed.Why.Length > 0 ? closed.Why
                    : closed.From >= eventsFrom ? $"CloudWatch counted {ReadableNumber.Count((long)counted, "events")} in {hours}, and no object is there."
                    : $"Nothing explains {hours}: no object is there, and CloudWatch was not asked about a time that old.";
                gaps.Add(new ArchiveGap(closed.From, end, closed.Status, why));
            }

            (open, counted) = (null, 0);
        }
    }

    // The empty explanation stands for one that is made when the gap's length is known.
    private (ArchiveGapStatus Status, string Why) Judge(string source, DateTimeOffset hour, ArchiveMonthSource? known)
    {
        if (acknowledgements.FirstOrDefault(one => one.Covers(source, hour)) is { } said) return (ArchiveGapStatus.Acknowledged, said.Words);
        if (known?.Quiet.Has(Index(hour)) == true) return (ArchiveGapStatus.Explained, "CloudWatch counted no events in these hours: there was no traffic.");
        if (hour < eventsFrom) return (ArchiveGapStatus.Open, "");
        if (events is null) return (ArchiveGapStatus.NotVerified, $"Whether there was traffic could not be looked at: {eventsFailure}");
        if (events.GetValueOrDefault(hour) > 0) return (ArchiveGapStatus.Open, "");
        Remember(source, hour);
        return (ArchiveGapStatus.Explained, "CloudWatch counted no events in these hours: there was no traffic.");
    }

    private void Remember(string source, DateTimeOffset hour)
    {
        var start = ArchiveMonth.Start(hour);
        if (!months.TryGetValue(start, out var month)) months[start] = month = new ArchiveMonth();
        if (!month.Sources.TryGetValue(source, out var hours)) month.Sources[source] = hours = new ArchiveMonthSource();
        hours.Quiet.Set(Index(hour), true);
        Changed.Add(start);
    }

    private ArchiveMonthSource? Known(string source, DateTimeOffset hour) => months.GetValueOrDefault(ArchiveMonth.Start(hour))?.Sources.GetValueOrDefault(source);

    private static int Index(DateTimeOffset hour) => ((hour.UtcDateTime.Day - 1) * 24) + hour.UtcDateTime.Hour;

    private static ArchiveGap Rest(List<ArchiveGap> gaps)
    {
        var rest = gaps.Skip(MaximumGaps - 1).ToList();
        var status = rest.Any(gap => gap.Status == ArchiveGapStatus.Open) ? ArchiveGapStatus.Open : rest.Any(gap => gap.Status == ArchiveGapStatus.NotVerified) ? ArchiveGapStatus.NotVerified : rest[0].Status;
        return new ArchiveGap(rest[0].From, rest[^1].To, status, $"{ReadableNumber.Count(rest.Count, "gaps")} with {ReadableNumber.Count((long)rest.Sum(gap => (gap.To - gap.From).TotalHours), "hours")} missing between them; more than are told one by one.");
    }
}
