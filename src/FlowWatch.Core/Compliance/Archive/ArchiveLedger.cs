using FlowWatch.Core.Accounts;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>
/// Knows of each archive which hours have an object, from the keys alone. The first pass lists every key, and so does one a month; if it is
/// interrupted, the next goes on where it stopped. The others list only what can have changed: the last days, days about to change their storage class, and days with gaps.
/// </summary>
/// <param name="state">Where it remembers.</param>
/// <param name="readers">Reads archives and metrics.</param>
/// <param name="acknowledgements">What people said about gaps.</param>
/// <param name="time">Tells the time.</param>
public sealed class ArchiveLedger(IStateStore state, IAccountReaders readers, ArchiveAcknowledgements acknowledgements, TimeProvider time) : IArchiveInventorySource
{
    /// <summary>How far back an archive must go: the runbook's 2,555 days. The last of them may be expiring.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(2554);

    /// <summary>How long after its end an hour must be there: the longest aggregation interval, about 10 minutes of delivery to S3, and room to spare.</summary>
    public static readonly TimeSpan Due = TimeSpan.FromHours(1);

    /// <summary>How far back objects may come late.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(3);

    /// <summary>How often every key is listed: what nobody foresaw shows after a month at the latest.</summary>
    private static readonly TimeSpan FullEvery = TimeSpan.FromDays(30);

    /// <summary>How far back CloudWatch is asked for its count of events: as long as the runbook keeps them there.</summary>
    private static readonly TimeSpan Counted = TimeSpan.FromDays(30);

    /// <summary>The most days with gaps that a pass lists again.</summary>
    private const int MaximumGapDays = 60;

    private readonly ArchiveLedgerStore store = new(state);

    /// <summary>After how many pages a full pass remembers how far it has come. Default: 500, half a million keys.</summary>
    public int PagesBetweenSaves { get; init; } = 500;

    /// <inheritdoc/>
    public async Task<Fact<ArchiveInventory>> ReadAsync(MonitoredTarget target, Fact<IReadOnlyList<FlowLogConfiguration>> flowLogs, bool isFull, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(flowLogs);
        if (target.Archive is not { } location || readers.Archive(target) is not { } archive) throw new ArgumentException($"Target {target.Name} has no archive.", nameof(target));
        var now = time.GetUtcNow();
        var pass = await store.PassAsync(target.Name, cancellationToken).ConfigureAwait(false);
        var months = pass is null ? [] : await store.MonthsAsync(target.Name, cancellationToken).ConfigureAwait(false);
        var feeding = (flowLogs.Value ?? []).Where(flowLog => flowLog.Bucket?.Name == location.Bucket).ToList();
        var listing = new ArchiveListing(target, location, months);
        isFull = isFull || pass is null || now - pass.FullAt >= FullEvery || pass.HasStrays || !listing.IsByDay;
        var begun = isFull ? await BegunAsync(target.Name, now, cancellationToken).ConfigureAwait(false) : null;
        var failure = isFull ? await ListAllAsync(target.Name, listing, archive, months, begun, now, cancellationToken).ConfigureAwait(false) : await ListChangedAsync(listing, archive, months, feeding, pass!, now, cancellationToken).ConfigureAwait(false);
        if (failure is not null) return failure;

        var (events, eventsFrom, eventsFailure) = await EventsAsync(target, now, cancellationToken).ConfigureAwait(false);
        var finder = new ArchiveGapFinder(months, events, eventsFrom, eventsFailure?.ToString(), await acknowledgements.ListAsync(target.Name, cancellationToken).ConfigureAwait(false));
        var coverage = Sources(months, feeding, listing).Select(source => Cover(target, location, source, months, feeding, flowLogs, finder, now)).ToList();
        var changed = months.Where(month => isFull || listing.Changed.Contains(month.Key) || finder.Changed.Contains(month.Key)).ToDictionary();
        // What came while it was listed, or changed behind it, is listed by the next pass: that counts from the beginning of this one.
        var from = begun?.StartedAt ?? now;
        await store.SaveAsync(target.Name, changed, new ArchivePassRecord(isFull ? from : pass!.FullAt, from, listing.HasStrays), cancellationToken).ConfigureAwait(false);
        if (isFull) await store.ForgetProgressAsync(target.Name, cancellationToken).ConfigureAwait(false);
        return new ArchiveInventory
        {
            ListedAt = now,
            IsFull = isFull,
            Classes = Classes(months, now),
            Coverage = coverage,
            NotSeen = coverage.Any(one => one.Gaps.Any(gap => gap.Status == ArchiveGapStatus.NotVerified)) ? [.. new[] { eventsFailure, flowLogs.Failure }.OfType<FactFailure>()] : [],
            UnknownKeys = months.Values.Sum(month => month.UnknownKeys.Values.Sum()),
            UnknownKeySamples = [.. months.Values.Where(month => month.UnknownKeys.Count > 0).SelectMany(month => month.UnknownKeySamples).Take(ArchiveMonth.MaximumSamples)],
        };
    }

    // An older one is given up: too much may have changed behind it.
    private async Task<ArchiveFullProgress?> BegunAsync(string target, DateTimeOffset now, CancellationToken cancellationToken) =>
        await store.ProgressAsync(target, cancellationToken).ConfigureAwait(false) is { } begun && now - begun.StartedAt < Late ? begun : null;

    private async Task<FactFailure?> ListAllAsync(string target, ArchiveListing listing, IFlowLogArchive archive, SortedDictionary<DateTimeOffset, ArchiveMonth> months, ArchiveFullProgress? begun, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var month in months.Values)
        {
            for (var day = 1; day <= 31; day++) month.Forget(day);
            month.UnknownKeySamples.Clear();
        }

        if (begun is not null)
        {
            foreach (var (start, month) in await store.BegunMonthsAsync(target, begun, cancellationToken).ConfigureAwait(false)) months[start] = month;
            listing.Changed.UnionWith(begun.Months);
            listing.HasStrays = begun.HasStrays;
        }

        var (pages, slot) = (0, begun?.Slot ?? 0);
        return await listing.AllAsync(archive, begun, RememberAsync, cancellationToken).ConfigureAwait(false);

        async Task RememberAsync(int root, string key)
        {
            if (++pages % PagesBetweenSaves != 0) return;
            slot = 1 - slot;
            await store.SaveProgressAsync(target, new ArchiveFullProgress(begun?.StartedAt ?? now, root, key, slot, listing.HasStrays, [.. listing.Changed.Order()]), months, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<FactFailure?> ListChangedAsync(
        ArchiveListing listing, IFlowLogArchive archive, SortedDictionary<DateTimeOffset, ArchiveMonth> months, List<FlowLogConfiguration> feeding, ArchivePassRecord pass, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tail = Day(pass.ListedAt - Late);
        foreach (var day in Days(tail, Day(now))) Forget(months, listing, day);
        if (await listing.FromAsync(archive, tail, Day(now), cancellationToken).ConfigureAwait(false) is { } failure) return failure;
        var again = new SortedSet<DateTimeOffset>();
        foreach (var age in new[] { ArchiveAges.Glacier, ArchiveAges.DeepArchive, ArchiveAges.Expiry, ArchiveAges.LongestSevenYears }) again.UnionWith(Days(Day(pass.ListedAt).AddDays(-age - ArchiveAges.Grace - 1), Day(now).AddDays(-age)));
        again.UnionWith(DaysWithGaps(months, feeding, tail).Take(MaximumGapDays));
        foreach (var day in again.Where(day => day < tail))
        {
            Forget(months, listing, day);
            if (await listing.DayAsync(archive, day, cancellationToken).ConfigureAwait(false) is { } inDay) return inDay;
        }

        return null;
    }

    private static void Forget(SortedDictionary<DateTimeOffset, ArchiveMonth> months, ArchiveListing listing, DateTimeOffset day)
    {
        var start = ArchiveMonth.Start(day);
        if (!months.TryGetValue(start, out var month)) return;
        month.Forget(day.UtcDateTime.Day);
        listing.Changed.Add(start);
    }

    // An object that came late, or was brought back, closes a gap. The newest are the likeliest.
    private static IEnumerable<DateTimeOffset> DaysWithGaps(SortedDictionary<DateTimeOffset, ArchiveMonth> months, List<FlowLogConfiguration> feeding, DateTimeOffset before)
    {
        foreach (var (start, month) in months.Reverse())
        {
            for (var day = Math.Min(DateTime.DaysInMonth(start.Year, start.Month), 31); day >= 1; day--)
            {
                var date = start.AddDays(day - 1);
                if (date >= before) continue;
                var sources = month.Sources.Where(source => feeding.Count == 0 || feeding.Any(flowLog => flowLog.Id == source.Key && (flowLog.CreatedAt ?? DateTimeOffset.MinValue) < date));
                if (sources.Any(source => Enumerable.Range((day - 1) * 24, 24).Any(hour => !source.Value.Present.Has(hour) && !source.Value.Quiet.Has(hour)))) yield return date;
            }
        }
    }

    private async Task<(IReadOnlyDictionary<DateTimeOffset, double>? Events, DateTimeOffset From, FactFailure? Failure)> EventsAsync(MonitoredTarget target, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = Hour(now - Counted);
        var series = await readers.Metrics(target).ReadAsync(
            new MetricQuery
            {
                Namespace = "AWS/Logs",
                Metric = "IncomingLogEvents",
                Dimensions = new Dictionary<string, string> { ["LogGroupName"] = target.LogGroup },
                Statistic = MetricStatistic.Sum,
                Period = TimeSpan.FromHours(1),
                From = from,
                To = Hour(now),
            },
            cancellationToken).ConfigureAwait(false);
        if (!series.IsKnown) return (null, from, series.Failure);
        if (!series.Value.IsComplete) return (null, from, new FactFailure(FactFailureKind.Unavailable, "cloudwatch:GetMetricData", target.LogGroup, "CloudWatch said that its data is not complete"));
        // A log group that never counted anything tells nothing: perhaps it is not where the flow log's twin delivers to.
        if (series.Value.Points.Count == 0) return (null, from, new FactFailure(FactFailureKind.NotFound, "cloudwatch:GetMetricData", target.LogGroup, "CloudWatch counted no event in 30 days, so it does not tell quiet hours from lost ones"));
        return (series.Value.Points.GroupBy(point => Hour(point.Start)).ToDictionary(hour => hour.Key, hour => hour.Sum(point => point.Value)), from, null);
    }

    private static IEnumerable<string> Sources(SortedDictionary<DateTimeOffset, ArchiveMonth> months, List<FlowLogConfiguration> feeding, ArchiveListing listing)
    {
        var seen = months.Values.SelectMany(month => month.Sources.Keys);
        return feeding.Select(flowLog => flowLog.Id).Union(seen).Order(StringComparer.Ordinal).Where(source => listing.IsByDay || source == listing.SourceWithoutName);
    }

    private static ArchiveCoverage Cover(
        MonitoredTarget target, ArchiveLocation location, string source, SortedDictionary<DateTimeOffset, ArchiveMonth> months, List<FlowLogConfiguration> feeding, Fact<IReadOnlyList<FlowLogConfiguration>> flowLogs, ArchiveGapFinder finder, DateTimeOffset now)
    {
        var due = Hour(now - Due);
        var oldest = Hour(now - Retention).AddHours(1);
        var (first, last) = Seen(months, source);
        var flowLog = feeding.FirstOrDefault(one => one.Id == source);
        // The hour in which it was made is a part of one.
        var from = flowLog?.CreatedAt is { } created ? Hour(created).AddHours(1) : first ?? due;
        if (from < oldest) from = oldest;
        if (location.Feed == ArchiveFeed.ExportTask)
        {
            ArchiveGap unknown = new(from, due, ArchiveGapStatus.NotVerified, "The keys of export tasks do not tell which hours they hold.");
            return new ArchiveCoverage(target.Account, target.Region, source, from, due, Math.Max(0, (long)(due - from).TotalHours), 0, from < due ? [unknown] : []);
        }

        // A flow log that is gone need not have delivered after its last object; one of which nobody could tell whether it is there may have.
        var isGone = location.Feed == ArchiveFeed.FlowLog && flowLog is null && flowLogs.IsKnown;
        var to = isGone && last is { } end && end.AddHours(1) < due ? end.AddHours(1) : due;
        if (to < from) to = from;
        var (present, gaps) = finder.Find(source, from, to);
        if (location.Feed == ArchiveFeed.FlowLog && !flowLogs.IsKnown && last is { } seen) gaps = [.. gaps.Select(gap => gap.Status == ArchiveGapStatus.Open && gap.From > seen ? gap with { Status = ArchiveGapStatus.NotVerified, Explanation = $"Whether {source} still exists could not be looked at: {flowLogs.Failure}" } : gap)];
        return new ArchiveCoverage(target.Account, target.Region, source, from, to, (long)(to - from).TotalHours, present, gaps);
    }

    private static (DateTimeOffset? First, DateTimeOffset? Last) Seen(SortedDictionary<DateTimeOffset, ArchiveMonth> months, string source)
    {
        DateTimeOffset? first = null, last = null;
        foreach (var (start, month) in months)
        {
            if (month.Sources.GetValueOrDefault(source)?.Present is not { } present) continue;
            for (var hour = 0; hour < DateTime.DaysInMonth(start.Year, start.Month) * 24; hour++)
            {
                if (!present.Has(hour)) continue;
                first ??= start.AddHours(hour);
                last = start.AddHours(hour);
            }
        }

        return (first, last);
    }

    private static IReadOnlyList<ArchiveClassShare> Classes(SortedDictionary<DateTimeOffset, ArchiveMonth> months, DateTimeOffset now)
    {
        var shares = new SortedDictionary<(int Age, string Class), ArchiveClassShare>();
        foreach (var (start, month) in months)
        {
            foreach (var (day, classes) in month.Days)
            {
                var age = Math.Max(0, (int)(Day(now) - start.AddDays(day - 1)).TotalDays);
                var range = Enumerable.Range(0, ArchiveAges.Bounds.Count).Last(index => ArchiveAges.Bounds[index] <= age);
                int? end = range + 1 < ArchiveAges.Bounds.Count ? ArchiveAges.Bounds[range + 1] : null;
                foreach (var (name, tally) in classes)
                {
                    var share = shares.GetValueOrDefault((range, name)) ?? new ArchiveClassShare(name, ArchiveAges.Bounds[range], end, 0, 0, 0, tally.Sample);
                    shares[(range, name)] = share with { Objects = share.Objects + tally.Objects, Bytes = share.Bytes + tally.Bytes, SmallObjects = share.SmallObjects + tally.Small };
                }
            }
        }

        return [.. shares.Values];
    }

    private static IEnumerable<DateTimeOffset> Days(DateTimeOffset first, DateTimeOffset last)
    {
        for (var day = first; day <= last; day = day.AddDays(1)) yield return day;
    }

    private static DateTimeOffset Day(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerDay), TimeSpan.Zero);

    private static DateTimeOffset Hour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
