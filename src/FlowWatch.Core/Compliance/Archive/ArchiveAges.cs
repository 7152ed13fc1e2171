namespace FlowWatch.Core.Compliance.Archive;

/// <summary>The ages by which objects of an archive are told apart, in days: those of the runbook's lifecycle, each with the time that S3 may take to carry it out.</summary>
public static class ArchiveAges
{
    /// <summary>Days in CloudWatch Logs; the runbook, "CloudWatch Log Group".</summary>
    public const int Hot = 30;

    /// <summary>The day of the transition to Glacier; the runbook, "S3 Archival Bucket".</summary>
    public const int Glacier = 90;

    /// <summary>The day of the transition to Deep Archive; the runbook, likewise.</summary>
    public const int DeepArchive = 365;

    /// <summary>The day of the expiration; the runbook, likewise: 7 × 365.</summary>
    public const int Expiry = 2555;

    /// <summary>The most days of 7 calendar years, which two leap days make longer than the runbook's number.</summary>
    public const int LongestSevenYears = 2557;

    /// <summary>Days that S3 may take: it rounds up to midnight UTC and then works through a queue (Amazon S3 user guide, "Lifecycle and other bucket configurations").</summary>
    public const int Grace = 3;

    /// <summary>Where the ranges of <see cref="ArchiveClassShare"/> begin; each ends where the next begins, and the last has no end.</summary>
    public static IReadOnlyList<int> Bounds { get; } = [0, Hot, Glacier, Glacier + Grace, DeepArchive, DeepArchive + Grace, Expiry, LongestSevenYears + Grace];
}
