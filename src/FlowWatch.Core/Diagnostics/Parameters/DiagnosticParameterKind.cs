namespace FlowWatch.Core.Diagnostics.Parameters;

/// <summary>What the text of a parameter must be.</summary>
public enum DiagnosticParameterKind
{
    /// <summary>One IPv4 or IPv6 address.</summary>
    Address,

    /// <summary>An address, or a network in CIDR form: <c>10.0.0.0/8</c>.</summary>
    Network,

    /// <summary>A whole number between two bounds.</summary>
    Number,

    /// <summary>A length of time: <c>90s</c>, <c>15m</c>, <c>1h</c>, <c>7d</c>.</summary>
    Length,

    /// <summary>An instant in ISO 8601; without an offset it is UTC.</summary>
    Instant,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A text of a certain form.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}
