using System.Globalization;
using System.Runtime.CompilerServices;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Local.Accounts;

/// <summary>The archive of the made-up account: an object an hour, but for two gaps; in the class that its age asks for.</summary>
/// <param name="time">Tells the time.</param>
/// <param name="account">The account.</param>
/// <param name="region">The region.</param>
internal sealed class MadeUpArchive(TimeProvider time, string account, string region) : IFlowLogArchive
{
    private const int PageSize = 1000;

    private const string TlsOnly = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::BUCKET","arn:aws:s3:::BUCKET/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
        """;

    /// <summary>Whether there was no traffic in an hour.</summary>
    public static bool IsQuiet(DateTimeOffset hour, DateTimeOffset now) => Hours(hour, now) is >= 200 and < 206;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact<ArchivePage>> ListAsync(string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var page = new List<ArchiveObject>();
        foreach (var one in Objects().Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal) && (startAfter is null || string.CompareOrdinal(one.Key, startAfter) > 0)))
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
        PublicAccessBlock = new BucketPublicAccessBlock(true, true, true, false),
        Policy = new BucketPolicy(TlsOnly.Replace("BUCKET", MadeUpAccount.Bucket, StringComparison.Ordinal)),
        PolicyStatus = new BucketPolicyStatus(false),
    });

    /// <inheritdoc/>
    public Task<Fact<ArchiveObjectDetails>> DetailsAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult<Fact<ArchiveObjectDetails>>(new FactFailure(FactFailureKind.AccessDenied, "s3:GetObject", key, "The made-up account lets nobody read its objects."));

    /// <inheritdoc/>
    public Task<ArchiveRestoreResult> RestoreAsync(ArchiveRestoreRequest request, CancellationToken cancellationToken) => Task.FromResult(new ArchiveRestoreResult(ArchiveRestoreOutcome.SwitchedOff));

    private static int Hours(DateTimeOffset hour, DateTimeOffset now) => (int)(now - hour).TotalHours;

    // In the order of their keys, which is that of their times.
    private IEnumerable<ArchiveObject> Objects()
    {
        var now = time.GetUtcNow();
        var first = now - MadeUpAccount.Age;
        for (var hour = new DateTimeOffset(first.UtcTicks - (first.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero); hour < now.AddMinutes(-30); hour = hour.AddHours(1))
        {
            if (IsQuiet(hour, now) || Hours(hour, now) is (>= 60 and < 62) or (>= 9000 and < 9031)) continue;
            var age = (now - hour).TotalDays;
            var storageClass = age >= 366 ? StorageClasses.DeepArchive : age >= 91 ? StorageClasses.Glacier : StorageClasses.Standard;
            var key = string.Create(CultureInfo.InvariantCulture, $"AWSLogs/{account}/vpcflowlogs/{region}/{hour.UtcDateTime:yyyy/MM/dd}/{account}_vpcflowlogs_{region}_{MadeUpAccount.ArchivingFlowLog}_{hour.UtcDateTime:yyyyMMdd'T'HHmm'Z'}_0a1b2c3d.log.gz");
            yield return new ArchiveObject(key, 640_000 + (hour.Hour * 1000), hour.AddMinutes(12), storageClass, "0a1b2c3d", null);
        }
    }
}
