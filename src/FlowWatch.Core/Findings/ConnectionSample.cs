namespace FlowWatch.Core.Findings;

/// <summary>One connection as the flow log tells it: both directions, merged over its records on one interface.</summary>
/// <param name="Source">The side that opened it.</param>
/// <param name="SourcePort">Its port.</param>
/// <param name="Target">The other side.</param>
/// <param name="TargetPort">The service port.</param>
/// <param name="Protocol">IANA protocol number: 6 TCP, 17 UDP, 1 ICMP.</param>
/// <param name="From">Start of its first record.</param>
/// <param name="To">End of its last record.</param>
/// <param name="BytesOut">Bytes from source to target.</param>
/// <param name="BytesBack">Bytes from target to source.</param>
/// <param name="PacketsOut">Packets from source to target.</param>
/// <param name="PacketsBack">Packets from target to source.</param>
/// <param name="Outcome">What came of it: <c>refused</c>, <c>unanswered</c>, <c>reset</c>, <c>empty</c> or <c>answered</c>.</param>
/// <param name="Records">How many flow log records it was merged from.</param>
public sealed record ConnectionSample(
    string Source,
    int SourcePort,
    string Target,
    int TargetPort,
    int Protocol,
    DateTimeOffset From,
    DateTimeOffset To,
    long BytesOut,
    long BytesBack,
    long PacketsOut,
    long PacketsBack,
    string Outcome,
    long Records);
