using System.Globalization;
using System.Runtime.CompilerServices;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Tests.Compliance.Archive;

/// <summary>A bucket in memory that lists as S3 does: by key, a page at a time. It counts what was listed.</summary>
internal sealed class ScriptedBucket : IFlowLogArchive
{
    private readonly SortedDictionary<string, ArchiveObject> objects = new(StringComparer.Ordinal);

    public int Listed { get; private set; }

    public FactFailure? Refusal { get; set; }

    /// <summary>How many pages are given before it refuses.</summary>
    public int PagesBeforeRefusal { get; set; } = int.MaxValue;

    /// <summary>An object of a flow log for each hour.</summary>
    public void Deliver(string flowLog, DateTimeOffset from, DateTimeOffset to, string storageClass = StorageClasses.Standard)
    {
        for (var hour = from; hour < to; hour = hour.AddHours(1)) Add(FlowLogKey(flowLog, hour), hour.AddMinutes(15), storageClass);
    }

    public void Add(string key, DateTimeOffset written, string storageClass = StorageClasses.Standard, long size = 200_000) => objects[key] = new ArchiveObject(key, size, written, storageClass, "e", null);

    public void Remove(string key) => Assert.True(objects.Remove(key));

    public void ResetCount() => Listed = 0;

    public static string FlowLogKey(string flowLog, DateTimeOffset hour) => string.Create(
        CultureInfo.InvariantCulture,
        $"AWSLogs/111111111111/vpcflowlogs/eu-central-1/{hour.UtcDateTime:yyyy/MM/dd}/111111111111_vpcflowlogs_eu-central-1_{flowLog}_{hour.UtcDateTime:yyyyMMdd'T'HHmm'Z'}_0a1b2c3d.log.gz");

    public async IAsyncEnumerable<Fact<ArchivePage>> ListAsync(string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var meant = objects.Values.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal) && (startAfter is null || string.CompareOrdinal(one.Key, startAfter) > 0)).ToList();
        foreach (var (number, page) in meant.Chunk(1000).Index())
        {
            if (Refusal is not null && number == PagesBeforeRefusal) break;
            Listed += page.Length;
            yield return FlowWatch.Core.Accounts.Facts.Known(new ArchivePage(page, page[^1] == meant[^1]));
        }

        if (Refusal is not null) yield return Refusal;
    }

    public Task<BucketPosture> PostureAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Fact<ArchiveObjectDetails>> DetailsAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ArchiveRestoreResult> RestoreAsync(ArchiveRestoreRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
