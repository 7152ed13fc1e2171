namespace FlowWatch.Core.Diagnostics.Answers;

/// <summary>What the values of a column are.</summary>
public enum DiagnosticColumnKind
{
    /// <summary>A text (<see cref="string"/>).</summary>
    Text,

    /// <summary>A count (<see cref="long"/>).</summary>
    Count,

    /// <summary>A number that names something, such as a port (<see cref="long"/>).</summary>
    Number,

    /// <summary>Bytes (<see cref="long"/>).</summary>
    Bytes,

    /// <summary>An IANA protocol number (<see cref="long"/>).</summary>
    Protocol,

    /// <summary>An instant (<see cref="DateTimeOffset"/>).</summary>
    Instant,

    /// <summary>Seconds (<see cref="long"/>).</summary>
    Seconds,

    /// <summary>US dollars (<see cref="decimal"/>).</summary>
    Dollars,

    /// <summary>Yes or no (<see cref="bool"/>).</summary>
    Flag,
}
