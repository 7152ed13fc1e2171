using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Detections;

/// <summary>One detection: how it finds what could matter in the flow logs, and its judgement over the answer. Judging awaits nothing.</summary>
public interface IDetection
{
    /// <summary>What it is, for people.</summary>
    DetectionMetadata Metadata { get; }

    /// <summary>Fields without which it cannot run.</summary>
    IReadOnlyList<string> RequiredFields { get; }

    /// <summary>Fields that make it surer.</summary>
    IReadOnlyList<string> HelpfulFields { get; }

    /// <summary>How it finds the addresses it wants to look at closer.</summary>
    IReadOnlyList<SourceQuestion> Questions(DetectionOptions options);

    /// <summary>Judges what was fetched.</summary>
    IEnumerable<Finding> Judge(DetectionInput input);
}
