namespace FlowWatch.Core.Accounts;

/// <summary>What an archived file holds.</summary>
public enum ArchiveFileFormat
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>Lines of text, as they are.</summary>
    Text,

    /// <summary>Lines of text, compressed with gzip.</summary>
    GzipText,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
