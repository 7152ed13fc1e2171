namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Objects of one day and storage class.</summary>
internal sealed class ArchiveTally
{
    /// <summary>How many.</summary>
    public long Objects { get; set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; set; }

    /// <summary>Those below 128 KiB.</summary>
    public long Small { get; set; }

    /// <summary>The key of one of them.</summary>
    public string Sample { get; set; } = "";
}
