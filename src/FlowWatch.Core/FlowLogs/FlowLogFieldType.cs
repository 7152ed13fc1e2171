namespace FlowWatch.Core.FlowLogs;

/// <summary>What the values of a field look like. A value of another form makes its line invalid; <c>-</c> (absent) fits every type.</summary>
public enum FlowLogFieldType
{
    /// <summary>Any text without blanks: ids, names, ARNs, words such as <c>ACCEPT</c>.</summary>
    Text,

    /// <summary>An IPv4 address of four decimal parts, or an IPv6 address without a scope id.</summary>
    Address,

    /// <summary>A whole number from 0 to 255: version, protocol, tcp-flags, traffic-path.</summary>
    Byte,

    /// <summary>A whole number from 0 to 65535.</summary>
    Port,

    /// <summary>A whole number from 0 to 9223372036854775807: packets, bytes.</summary>
#pragma warning disable CA1720 // The word that AWS's and every reader's documentation uses for such a field.
    Integer,
#pragma warning restore CA1720

    /// <summary>Seconds since 1970-01-01T00:00:00Z, up to 2106-02-07: 32 bits.</summary>
    EpochSeconds,
}
