using System.Globalization;
using System.Runtime.CompilerServices;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Local.Accounts;

/// <summary>The archive of the made-up account: an object an hour, but for its holes; in the class that its age asks for.</summary>
/// <param name="time">Tells the time.</param>
/// <param name="madeAt">What the holes are counted back from.</param>
/// <param name="account">The account.</param>
/// <param name="region">The region.</param>
/// <param name="isOpen">Whether one of the four flags against public access is off.</param>
internal sealed class MadeUpArchive(TimeProvider time, DateTimeOffset madeAt, string account, string region, Func<bool> isOpen) : IFlowLogArchive
{
    private const int PageSize = 1000;

    private const string TlsOnly = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::BUCKET","arn:aws:s3:::BUCKET/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
        """;

    // In the order of their keys, which is that of their times.
    private readonly List<(string Key, DateTimeOffset Hour)> keys = [];
    private readonly Lock gate = new();
    private DateTimeOffset next = Hour(madeAt - MadeUpAccount.Age);

    /// <summary>Whether there was no traffic in an hour.</summary>
    public static bool IsQuiet(DateTimeOffset hour, DateTimeOffset madeAt) => Hours(hour, madeAt) is >= 200 and < 206;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact<ArchivePage>> ListAsync(string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var page = new List<ArchiveObject>();
        foreach (var one in Objects(prefix, startAfter))
        {
            page.Add(one);
            if (page.Count < PageSize) continue;
            yield return new ArchivePage(page, false);
            page = [];
        }

        yield return new ArchivePage(page, true);
    }

    /// <inheritdoc/>
    public Task<BucketPosture> PostureAsync(CancellationToken cancellationToken) => Task.FromResult(new BucketPosture
    {
        Bucket = MadeUpAccount.Bucket,
        Location = new BucketLocation(region),
        Lifecycle = new BucketLifecycle(
        [
            new LifecycleRule
            {
                Id = "archive",
                IsEnabled = true,
                Transitions = [new(StorageClasses.Glacier, 90, null), new(StorageClasses.DeepArchive, 365, null)],
                Expiration = new LifecycleExpiration(2555, null, false),
                NoncurrentExpiration = new NoncurrentExpiration(2555, null),
            },
        ], LifecycleMinimumSize.VariesByClass),
        Encryption = new BucketEncryption("AES256", null, false),
        Versioning = new BucketVersioning(BucketVersioningStatus.Enabled, false),
        ObjectLock = new BucketObjectLock(true, new DefaultObjectLock(ObjectLockMode.Compliance, 2555, null)),
        PublicAccessBlock = new BucketPublicAccessBlock(true, true, true, !isOpen()),
        Policy = new BucketPolicy(TlsOnly.Replace("BUCKET", MadeUpAccount.Bucket, StringComparison.Ordinal)),
        PolicyStatus = new BucketPolicyStatus(false),
    });

    /// <inheritdoc/>
    public Task<Fact<ArchiveObjectDetails>> DetailsAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult<Fact<ArchiveObjectDetails>>(new FactFailure(FactFailureKind.AccessDenied, "s3:GetObject", key, "The made-up account lets nobody read its objects."));

    /// <inheritdoc/>
    public Task<ArchiveRestoreResult> RestoreAsync(ArchiveRestoreRequest request, CancellationToken cancellationToken) => Task.FromResult(new ArchiveRestoreResult(ArchiveRestoreOutcome.SwitchedOff));

    private static int Hours(DateTimeOffset hour, DateTimeOffset madeAt) => (int)(madeAt - hour).TotalHours;

    private static DateTimeOffset Hour(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private List<ArchiveObject> Objects(string prefix, string? startAfter)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            for (; next < now.AddMinutes(-30); next = next.AddHours(1))
            {
                if (!IsQuiet(next, madeAt) && Hours(next, madeAt) is not ((>= 60 and < 62) or (>= 9000 and < 9031))) keys.Add((Key(next), next));
            }

            var first = keys.BinarySearch((prefix, default), Comparer<(string Key, DateTimeOffset Hour)>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key)));
            return
            [
                .. keys.Skip(first < 0 ? ~first : first).TakeWhile(one => one.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .Where(one => startAfter is null || string.CompareOrdinal(one.Key, startAfter) > 0)
                    .Select(one => Object(one.Key, one.Hour, now)),
            ];
        }
    }

    private string Key(DateTimeOffset hour) =>
        string.Create(CultureInfo.InvariantCulture, $"AWSLogs/{account}/vpcflowlogs/{region}/{hour.UtcDateTime:yyyy/MM/dd}/{account}_vpcflowlogs_{region}_{MadeUpAccount.ArchivingFlowLog}_{hour.UtcDateTime:yyyyMMdd'T'HHmm'Z'}_0a1b2c3d.log.gz");

    private static ArchiveObject Object(string key, DateTimeOffset hour, DateTimeOffset now)
    {
        var age = (now - hour).TotalDays;
        var storageClass = age >= 366 ? StorageClasses.DeepArchive : age >= 91 ? StorageClasses.Glacier : StorageClasses.Standard;
        return new ArchiveObject(key, 640_000 + (hour.Hour * 1000), hour.AddMinutes(12), storageClass, "0a1b2c3d", null);
    }
}
