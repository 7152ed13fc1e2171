namespace FlowWatch.Local.Files;

/// <summary>How a file is compressed; told by its first bytes, not by its name.</summary>
internal enum FlowLogCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>RFC 1952 gzip, one or more members.</summary>
    Gzip,

    /// <summary>RFC 8878 Zstandard.</summary>
    Zstandard,
}
