namespace FlowWatch.Core.Accounts;

/// <summary>The storage classes of S3 that matter to an archive, as AWS writes them. Others pass through as they are.</summary>
public static class StorageClasses
{
    /// <summary>The class of objects that were given none.</summary>
    public const string Standard = "STANDARD";

    /// <summary>Readable at once, for data that is seldom read.</summary>
    public const string StandardInfrequentAccess = "STANDARD_IA";

    /// <summary>Moves objects between tiers by itself; two of the tiers must be restored from.</summary>
    public const string IntelligentTiering = "INTELLIGENT_TIERING";

    /// <summary>Archived, but readable at once.</summary>
    public const string GlacierInstantRetrieval = "GLACIER_IR";

    /// <summary>Glacier Flexible Retrieval: must be restored before it can be read.</summary>
    public const string Glacier = "GLACIER";

    /// <summary>Glacier Deep Archive: must be restored before it can be read, in 12 hours or more.</summary>
    public const string DeepArchive = "DEEP_ARCHIVE";

    /// <summary>Whether objects of a class must always be restored before they can be read.</summary>
    /// <param name="storageClass">A class as AWS writes it.</param>
    public static bool NeedsRestore(string storageClass) => storageClass is Glacier or DeepArchive;
}
