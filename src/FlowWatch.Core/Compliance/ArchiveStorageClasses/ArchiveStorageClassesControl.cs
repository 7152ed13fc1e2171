using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchiveStorageClasses;

/// <summary>The objects of the archive are in fact in the class that their age asks for, whatever the lifecycle says.</summary>
public sealed class ArchiveStorageClassesControl : ArchiveControl
{
    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(archive);
        if (!archive.Inventory.IsKnown) return [NotVerified(location.Bucket, $"What is in {location.Bucket}", archive.Inventory.Failure)];
        var shares = archive.Inventory.Value.Classes.Where(share => share.Objects > 0).OrderBy(share => share.FromAgeDays).ThenBy(share => share.StorageClass, StringComparer.Ordinal).ToList();
        if (shares.Count == 0) return [NotApplicable(location.Bucket, $"{location.Bucket} has no object of the target.")];
        var evidence = shares.Select(share => new ControlEvidence($"{share.StorageClass}, {Ages(share)}", string.Create(CultureInfo.InvariantCulture, $"{share.Objects:N0} objects, {share.Bytes:N0} bytes"), ControlSources.Listing)).ToList();
        var wrong = shares.Select(share => (Share: share, Why: Wrong(share))).Where(one => one.Why is not null).ToList();
        if (wrong.Count > 0) return wrong.Select(one => Fail(location.Bucket, string.Create(CultureInfo.InvariantCulture, $"{one.Share.Objects:N0} objects of {location.Bucket}, {Ages(one.Share)} old, are in {one.Share.StorageClass}{one.Why}, such as {one.Share.SampleKey}{Small(one.Share)}."), evidence));
        var sure = shares.Where(IsJudged).Sum(share => share.Objects);
        return [Pass(location.Bucket, string.Create(CultureInfo.InvariantCulture, $"{sure:N0} objects of {location.Bucket} are in the class that their age asks for; the rest is on its way."), evidence)];
    }

    // Between the day and the day with grace an object may be in either class.
    private static bool IsJudged(ArchiveClassShare share) => share.ToAgeDays <= ArchiveAges.Glacier
        || (share.FromAgeDays >= ArchiveAges.Glacier + ArchiveAges.Grace && share.ToAgeDays <= ArchiveAges.DeepArchive)
        || share.FromAgeDays >= ArchiveAges.DeepArchive + ArchiveAges.Grace;

    private static string? Wrong(ArchiveClassShare share)
    {
        if (share.FromAgeDays >= ArchiveAges.LongestSevenYears + ArchiveAges.Grace) return ", though they should have expired";
        if (share.FromAgeDays >= ArchiveAges.DeepArchive + ArchiveAges.Grace) return share.StorageClass == StorageClasses.DeepArchive ? null : $", not in {StorageClasses.DeepArchive}";
        if (share.FromAgeDays >= ArchiveAges.Glacier + ArchiveAges.Grace) return StorageClasses.NeedsRestore(share.StorageClass) ? null : $", not in {StorageClasses.Glacier}";
        return share.ToAgeDays <= ArchiveAges.Glacier && StorageClasses.NeedsRestore(share.StorageClass) ? $", and must be restored before {ArchiveAges.Glacier} days are over" : null;
    }

    private static string Ages(ArchiveClassShare share) => share.ToAgeDays is { } to ? $"{share.FromAgeDays} to {to} days" : $"{share.FromAgeDays} days or more";

    private static string Small(ArchiveClassShare share) => share.SmallObjects == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {share.SmallObjects:N0} of them are under 128 KiB, which a lifecycle may leave where they are");
}
