namespace FlowWatch.Core.Detections;

/// <summary>What a detection can do with a flow log format.</summary>
/// <param name="Detection">Id of the detection.</param>
/// <param name="Level">Whether the format feeds it fully, in part or not at all.</param>
/// <param name="MissingRequired">Fields without which it cannot run.</param>
/// <param name="MissingHelpful">Fields that would make it surer.</param>
public sealed record DetectionCoverage(
    string Detection,
    CoverageLevel Level,
    IReadOnlyList<string> MissingRequired,
    IReadOnlyList<string> MissingHelpful);
