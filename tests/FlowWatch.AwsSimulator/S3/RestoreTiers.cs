namespace FlowWatch.AwsSimulator.S3;

/// <summary>How long restores take, by storage class and tier: the upper ends of what AWS documents.</summary>
internal static class RestoreTiers
{
    /// <summary>The tiers from the slowest to the fastest.</summary>
    private static readonly string[] BySpeed = ["Bulk", "Standard", "Expedited"];

    /// <summary>Whether there is such a tier.</summary>
    public static bool Exists(string tier) => BySpeed.Contains(tier);

    /// <summary>Whether one tier is faster than another.</summary>
    public static bool IsFaster(string tier, string other) => Array.IndexOf(BySpeed, tier) > Array.IndexOf(BySpeed, other);

    /// <summary>The time a restore takes; null when the storage class does not have the tier.</summary>
    public static TimeSpan? Duration(string storageClass, string tier) => (storageClass, tier) switch
    {
        ("GLACIER", "Expedited") => TimeSpan.FromMinutes(5),
        ("GLACIER", "Standard") => TimeSpan.FromHours(5),
        ("GLACIER", "Bulk") => TimeSpan.FromHours(12),
        ("DEEP_ARCHIVE", "Standard") => TimeSpan.FromHours(12),
        ("DEEP_ARCHIVE", "Bulk") => TimeSpan.FromHours(48),
        _ => null,
    };
}
