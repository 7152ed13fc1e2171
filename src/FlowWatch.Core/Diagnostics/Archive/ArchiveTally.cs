using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Lifecycle;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>Adds up a listing as it comes, so that a bucket of millions takes no more memory than a small one: a number for each class and month, and for each deviation from the lifecycle.</summary>
/// <param name="now">The time.</param>
/// <param name="courses">What the lifecycle does to objects; null where that is not known.</param>
internal sealed class ArchiveTally(DateTimeOffset now, IReadOnlyList<LifecycleCourse>? courses)
{
    // S3 moves objects once a day, and may take another.
    private const int GraceDays = 2;

    private readonly Dictionary<(string Month, string Class), (long Objects, long Bytes)> months = [];
    private readonly Dictionary<(string Expected, string Observed), (long Objects, long Bytes, string Sample)> deviations = [];

    /// <summary>Objects and bytes by month and class. The month is that of the records where the key tells, else that of the object's last change.</summary>
    public IReadOnlyDictionary<(string Month, string Class), (long Objects, long Bytes)> Months => months;

    /// <summary>Objects that are not in the class they should be in by their age.</summary>
    public IReadOnlyDictionary<(string Expected, string Observed), (long Objects, long Bytes, string Sample)> Deviations => deviations;

    /// <summary>Adds a page.</summary>
    public void Add(ArchivePage page)
    {
        foreach (var one in page.Objects)
        {
            var key = ArchiveKey.Parse(one.Key);
            if (key.Layout == ArchiveLayout.FolderMarker) continue;
            var month = (key.SlotTime ?? one.LastModified).UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
            var sum = months.GetValueOrDefault((month, one.StorageClass));
            months[(month, one.StorageClass)] = (sum.Objects + 1, sum.Bytes + one.Size);
            if (Expected(one) is not { } expected || expected == one.StorageClass) continue;
            var deviation = deviations.GetValueOrDefault((expected, one.StorageClass), (0, 0, one.Key));
            deviations[(expected, one.StorageClass)] = (deviation.Objects + 1, deviation.Bytes + one.Size, deviation.Sample);
        }
    }

    private string? Expected(ArchiveObject one)
    {
        // Courses are given for the smallest size of each range.
        if (courses?.Where(candidate => one.Key.StartsWith(candidate.Prefix, StringComparison.Ordinal) && candidate.Size <= one.Size).OrderByDescending(candidate => candidate.Prefix.Length).ThenByDescending(candidate => candidate.Size).FirstOrDefault() is not { } course) return null;
        var age = (now - one.LastModified).TotalDays - GraceDays;
        if (course.ExpiresAfter is { } end && age > end) return "none (expired)";
        return course.Steps.LastOrDefault(step => step.Day <= age)?.StorageClass ?? StorageClasses.Standard;
    }
}
