namespace FlowWatch.Local.Tests.Generation;

/// <summary>One produced line, read back without any help of the generator.</summary>
internal sealed record RecordedFlow
{
    public required string Interface { get; init; }

    public required string Source { get; init; }

    public required string Destination { get; init; }

    public required int SourcePort { get; init; }

    public required int DestinationPort { get; init; }

    public required int Protocol { get; init; }

    public required long Packets { get; init; }

    public required long Bytes { get; init; }

    public required long Start { get; init; }

    public required long End { get; init; }

    public required string Action { get; init; }

    public required int Flags { get; init; }

    public required string PacketSource { get; init; }

    public required string PacketDestination { get; init; }

    public required string Direction { get; init; }

    public required string Path { get; init; }

    public (string, int, string, int, int) Tuple => (Source, SourcePort, Destination, DestinationPort, Protocol);

    /// <summary>Whether its sender opened the connection, judged by the record alone.</summary>
    public bool Opens =>
        Action == "REJECT"
        || (Protocol == 6 && (Flags & 18) == 2)
        || (Protocol == 17 && DestinationPort < 1024)
        || (Protocol == 1 && Direction == "egress");
}
