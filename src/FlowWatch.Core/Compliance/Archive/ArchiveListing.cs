using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>
/// Takes objects of an archive into months. Only the months are kept: a page of the listing at a time, and a few kilobytes for each month.
/// </summary>
/// <param name="target">Whose archive.</param>
/// <param name="location">Where it is.</param>
/// <param name="months">Where objects are taken into.</param>
internal sealed class ArchiveListing(MonitoredTarget target, ArchiveLocation location, SortedDictionary<DateTimeOffset, ArchiveMonth> months)
{
    // AWS: lifecycle transitions leave objects below 128 KiB, unless told otherwise.
    private const int SmallSize = 128 << 10;

    /// <summary>The months that objects were taken into.</summary>
    public HashSet<DateTimeOffset> Changed { get; } = [];

    /// <summary>The source of objects whose keys tell none.</summary>
    public string SourceWithoutName => $"export to {location.Bucket}/{location.Prefix}";

    /// <summary>Whether an object lies elsewhere than in the folder of its day, where a listing of that day does not come by.</summary>
    public bool HasStrays { get; set; }

    /// <summary>Lists every key of the target.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="begun">Where an earlier listing stopped; null begins at the first key.</param>
    /// <param name="onPage">Is told after each page which place is listed, and the last key that was taken.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <returns>Why it could not be listed whole; null where it was.</returns>
    public async Task<FactFailure?> AllAsync(IFlowLogArchive archive, ArchiveFullProgress? begun, Func<int, string, Task> onPage, CancellationToken cancellationToken)
    {
        var prefixes = Roots().Select(root => root.Prefix).Distinct().ToList();
        for (var root = begun?.Root ?? 0; root < prefixes.Count; root++)
        {
            await foreach (var page in archive.ListAsync(prefixes[root], root == begun?.Root ? begun.After : null, cancellationToken).ConfigureAwait(false))
            {
                if (!page.IsKnown) return page.Failure;
                foreach (var item in page.Value.Objects) Take(item, _ => true);
                if (page.Value.Objects is [.., var last]) await onPage(root, last.Key).ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <summary>Lists everything from a day on, whatever its date. Of Firehose the days up to another one: beside its folders there may be any other.</summary>
    /// <returns>Why it could not be listed whole; null where it was.</returns>
    public async Task<FactFailure?> FromAsync(IFlowLogArchive archive, DateTimeOffset day, DateTimeOffset last, CancellationToken cancellationToken)
    {
        foreach (var root in Roots())
        {
            if (location.Feed == ArchiveFeed.Firehose)
            {
                // A file of Firehose lies in the folder of its oldest record, which may be that of the day before.
                for (var one = day.AddDays(-1); one <= last; one = one.AddDays(1))
                {
                    if (await ListAsync(archive, root.Day(one), null, slot => slot >= day, cancellationToken).ConfigureAwait(false) is { } inDay) return inDay;
                }
            }
            else if (await ListAsync(archive, root.Prefix, root.Day(day), slot => slot >= day, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>Lists one day.</summary>
    /// <returns>Why it could not be listed whole; null where it was.</returns>
    public async Task<FactFailure?> DayAsync(IFlowLogArchive archive, DateTimeOffset day, CancellationToken cancellationToken)
    {
        foreach (var root in Roots())
        {
            var days = location.Feed == ArchiveFeed.Firehose ? new[] { day.AddDays(-1), day } : [day];
            foreach (var folder in days.Select(root.Day))
            {
                if (await ListAsync(archive, folder, null, slot => slot >= day && slot < day.AddDays(1), cancellationToken).ConfigureAwait(false) is { } failure) return failure;
            }
        }

        return null;
    }

    /// <summary>Whether the keys are in the order of their time, so that a part can be listed.</summary>
    public bool IsByDay => location.Feed != ArchiveFeed.ExportTask;

    private async Task<FactFailure?> ListAsync(IFlowLogArchive archive, string prefix, string? startAfter, Func<DateTimeOffset, bool> isMeant, CancellationToken cancellationToken)
    {
        await foreach (var page in archive.ListAsync(prefix, startAfter, cancellationToken).ConfigureAwait(false))
        {
            if (!page.IsKnown) return page.Failure;
            foreach (var item in page.Value.Objects) Take(item, isMeant);
        }

        return null;
    }

    private void Take(ArchiveObject item, Func<DateTimeOffset, bool> isMeant)
    {
        // FlowWatch's own copies of reports are no part of the archive.
        if (location.Reports is { } reports && item.Key.StartsWith(reports, StringComparison.Ordinal)) return;
        var key = ArchiveKey.Parse(item.Key);
        if (key.Layout is ArchiveLayout.FolderMarker or ArchiveLayout.ExportWriteTest) return;
        var isOfTarget = key.Layout != ArchiveLayout.FlowLogFile || (key.Account == target.Account && key.Region == target.Region);
        var isKnown = key.Layout != ArchiveLayout.Unknown && isOfTarget;
        var slot = isKnown && key.SlotTime is { } told ? told : item.LastModified;
        if (!isMeant(slot)) return;
        var start = ArchiveMonth.Start(slot);
        if (!months.TryGetValue(start, out var month)) months[start] = month = new ArchiveMonth();
        Changed.Add(start);
        var day = slot.UtcDateTime.Day;
        if (!isKnown)
        {
            month.UnknownKeys[day] = month.UnknownKeys.GetValueOrDefault(day) + 1;
            if (month.UnknownKeySamples.Count < ArchiveMonth.MaximumSamples && !month.UnknownKeySamples.Contains(item.Key)) month.UnknownKeySamples.Add(item.Key);
            return;
        }

        HasStrays |= !IsInFolderOfDay(key);
        // An object without records proves nothing of its hour.
        var source = key.FlowLogId ?? key.DeliveryStream ?? SourceWithoutName;
        if (!month.Sources.TryGetValue(source, out var hours)) month.Sources[source] = hours = new ArchiveMonthSource();
        if (item.Size > 0) hours.Present.Set(((day - 1) * 24) + slot.UtcDateTime.Hour, true);
        if (!month.Days.TryGetValue(day, out var classes)) month.Days[day] = classes = [];
        if (!classes.TryGetValue(item.StorageClass, out var tally)) classes[item.StorageClass] = tally = new ArchiveTally { Sample = item.Key };
        tally.Objects++;
        tally.Bytes += item.Size;
        if (item.Size < SmallSize) tally.Small++;
    }

    private bool IsInFolderOfDay(ArchiveKey key) => key.Layout switch
    {
        ArchiveLayout.FlowLogFile => key.IsInItsFolder,
        ArchiveLayout.FirehoseFile => key.IsPerHour && key.Prefix == location.Prefix.Trim('/'),
        _ => false,
    };

    private IReadOnlyList<ArchiveRoot> Roots() => ArchiveRoot.Of(target, location);
}
