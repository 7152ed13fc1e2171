using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Detections;

/// <summary>One detection: what it asks of the flow logs, and its judgement over the answer. Judging awaits nothing.</summary>
public interface IDetection
{
    /// <summary>What it is, for people.</summary>
    DetectionMetadata Metadata { get; }

    /// <summary>Fields without which it cannot run.</summary>
    IReadOnlyList<string> RequiredFields { get; }

    /// <summary>Fields that make it surer.</summary>
    IReadOnlyList<string> HelpfulFields { get; }

    /// <summary>What it wants to know of each source; null for a detection that judges senders of bytes instead.</summary>
    SourceQuestion? Question(DetectionOptions options);

    /// <summary>Judges what was fetched.</summary>
    IEnumerable<Finding> Judge(DetectionInput input);
}
