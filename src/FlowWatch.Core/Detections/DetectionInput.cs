using FlowWatch.Core.Connections;

namespace FlowWatch.Core.Detections;

/// <summary>What was fetched for the detections to judge.</summary>
public sealed record DetectionInput
{
    /// <summary>The settings.</summary>
    public required DetectionOptions Options { get; init; }

    /// <summary>The sources that could matter, with what they opened.</summary>
    public required IReadOnlyList<SourceActivity> Sources { get; init; }

    /// <summary>The addresses that sent much, with how much.</summary>
    public required IReadOnlyList<SentBytes> Senders { get; init; }

    /// <summary>The fields that the flow logs have.</summary>
    public required IReadOnlySet<string> AvailableFields { get; init; }
}
