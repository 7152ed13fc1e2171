using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.LedgerPasses;

/// <summary>
/// An archive in which every flow log delivered a file in each slot of 5 minutes; hours are missing here and there. Nothing is stored: the
/// keys of a folder are made when they are asked for, in the order in which S3 lists them.
/// </summary>
internal sealed class MadeUpArchive
{
    public const string Account = "123456789012";
    public const string Region = "eu-central-1";
    public const string Bucket = "archive";

    /// <summary>The day after the last.</summary>
    public static readonly DateTime End = new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);

    private const int SlotsPerDay = 288;

    /// <summary>Days that exist beyond the first pass, for those after it.</summary>
    private const int MoreDays = 40;

    private readonly Layout layout;
    private readonly string[] flowLogs;
    private readonly List<(string Folder, DateTime Day, int Root)> folders = [];

    public MadeUpArchive(Layout layout, int days, int flowLogs)
    {
        this.layout = layout;
        this.flowLogs = [.. Enumerable.Range(0, flowLogs).Select(number => string.Create(CultureInfo.InvariantCulture, $"fl-0a1b2c3d4e5f6{number:x4}"))];
        Start = End.AddDays(-days);
        for (var day = Start; day < End.AddDays(MoreDays); day = day.AddDays(1))
        {
            for (var root = 0; root < (layout == Layout.Mixed ? 2 : 1); root++) folders.Add((Folder(day, root), day, root));
        }

        folders.Sort((one, other) => string.CompareOrdinal(one.Folder, other.Folder));
    }

    public DateTime Start { get; }

    /// <summary>When the timer fires, so many days after the last.</summary>
    public static DateTime MorningOf(int day) => End.AddDays(day).AddHours(6);

    public ArchiveFeed Feed => layout switch { Layout.Firehose => ArchiveFeed.Firehose, Layout.Export => ArchiveFeed.ExportTask, _ => ArchiveFeed.FlowLog };

    /// <summary>The flow logs that deliver to the bucket themselves; what Firehose and export tasks put there comes from a log group.</summary>
    public IReadOnlyList<FlowLogConfiguration> FlowLogs => Feed != ArchiveFeed.FlowLog ? [] :
    [
        .. flowLogs.Index().Select(one => new FlowLogConfiguration
        {
            Id = one.Item,
            Status = "ACTIVE",
            ResourceId = "vpc-1",
            TrafficType = FlowLogTrafficType.All,
            DestinationType = FlowLogDestinationType.S3,
            DestinationArn = $"arn:aws:s3:::{Bucket}",
            DeliveryStatus = FlowLogDeliveryStatus.Success,
            FileOptions = new FlowLogFileOptions(layout == Layout.Mixed && one.Index % 3 == 1 ? ArchiveFileFormat.Parquet : ArchiveFileFormat.GzipText, layout == Layout.Mixed && one.Index % 3 == 2, layout == Layout.Mixed && one.Index % 3 != 0),
            CreatedAt = Start.AddMinutes(-1),
        }),
    ];

    /// <summary>Objects under a prefix and after a key, in the order of their keys, as they are at a time.</summary>
    public IEnumerable<(string Key, DateTime Written, string Class)> List(string prefix, string after, DateTime now)
    {
        for (var index = First(prefix, after); index < folders.Count; index++)
        {
            var (folder, day, root) = folders[index];
            if (day >= now) continue;
            if (!folder.StartsWith(prefix, StringComparison.Ordinal) && !prefix.StartsWith(folder, StringComparison.Ordinal))
            {
                if (string.CompareOrdinal(folder, prefix) > 0) yield break;
                continue;
            }

            foreach (var one in Day(folder, day, root, now))
            {
                if (one.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(one.Key, after) > 0) yield return one;
            }
        }
    }

    // The first folder that can hold such a key.
    private int First(string prefix, string after)
    {
        var sought = string.CompareOrdinal(prefix, after) > 0 ? prefix : after;
        var (low, high) = (0, folders.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(folders[middle].Folder, sought) < 0) low = middle + 1;
            else high = middle;
        }

        return Math.Max(0, low - 1);
    }

    private string Folder(DateTime day, int root) => (layout, root) switch
    {
        (Layout.Firehose, _) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy/MM/dd}/"),
        (Layout.Export, _) => string.Create(CultureInfo.InvariantCulture, $"exported/{(day - DateTime.UnixEpoch).Days:x8}-0000-4000-8000-000000000000/"),
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"AWSLogs/{Account}/vpcflowlogs/{Region}/{day:yyyy/MM/dd}/"),
        _ => string.Create(CultureInfo.InvariantCulture, $"AWSLogs/aws-account-id={Account}/aws-service=vpcflowlogs/aws-region={Region}/year={day:yyyy}/month={day:MM}/day={day:dd}/"),
    };

    private List<(string Key, DateTime Written, string Class)> Day(string folder, DateTime day, int root, DateTime now)
    {
        var keys = new List<(string Key, DateTime Written, string Class)>(flowLogs.Length * SlotsPerDay);
        for (var number = 0; number < flowLogs.Length; number++)
        {
            if (layout == Layout.Mixed && (number % 3 == 2) != (root == 1)) continue;
            for (var slot = 0; slot < SlotsPerDay; slot++)
            {
                var time = day.AddMinutes(slot * 5);
                var hour = (long)(time - DateTime.UnixEpoch).TotalHours;
                // Five hours in ten thousand are not there; and what is not written yet.
                if (time.AddMinutes(15) > now || ((hour * 2654435761L) + (number * 97)) % 10_000 < 5) continue;
                keys.Add((folder + Name(time, number, slot), time.AddMinutes(12), Class((now - day).Days)));
            }
        }

        keys.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return keys;
    }

    private string Name(DateTime time, int number, int slot)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Account}_vpcflowlogs_{Region}_{flowLogs[number]}_{time:yyyyMMdd}T{time:HHmm}Z_{slot:x8}");
        return (layout, number % 3) switch
        {
            (Layout.Firehose, _) => string.Create(CultureInfo.InvariantCulture, $"{time:HH}/flow-logs-{number}-1-{time:yyyy-MM-dd-HH-mm-ss}-{slot:x8}-aaaa-bbbb-cccc-0123456789ab.gz"),
            (Layout.Export, _) => string.Create(CultureInfo.InvariantCulture, $"eni-{number:x8}-all/{slot:D6}.gz"),
            (Layout.Mixed, 1) => string.Create(CultureInfo.InvariantCulture, $"{time:HH}/{name}.log.parquet"),
            (Layout.Mixed, 2) => string.Create(CultureInfo.InvariantCulture, $"hour={time:HH}/{name}.log.gz"),
            _ => name + ".log.gz",
        };
    }

    private static string Class(int age) => age > 365 ? "DEEP_ARCHIVE" : age > 90 ? "GLACIER" : "STANDARD";
}
