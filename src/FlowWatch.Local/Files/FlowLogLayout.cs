namespace FlowWatch.Local.Files;

/// <summary>How the records lie in a file.</summary>
internal enum FlowLogLayout
{
    /// <summary>A record a line, regular enough for DuckDB's own reader; the odd line it refuses is looked at again.</summary>
    Lines,

    /// <summary>Anything else with text in it: JSON around the records, uneven blanks. Read line by line.</summary>
    Irregular,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
