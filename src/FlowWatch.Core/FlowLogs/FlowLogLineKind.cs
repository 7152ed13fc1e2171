namespace FlowWatch.Core.FlowLogs;

/// <summary>What a line turned out to be.</summary>
public enum FlowLogLineKind
{
    /// <summary>A record, also when it says NODATA or SKIPDATA.</summary>
    Record,

    /// <summary>A header: names of fields. The lines after it are in its format.</summary>
    Header,

    /// <summary>Nothing but blanks.</summary>
    Blank,

    /// <summary>None of these.</summary>
    Invalid,
}
