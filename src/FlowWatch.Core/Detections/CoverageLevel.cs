namespace FlowWatch.Core.Detections;

/// <summary>How well a flow log format feeds a detection.</summary>
public enum CoverageLevel
{
    /// <summary>A required field is missing: the detection cannot run.</summary>
    None,

    /// <summary>It runs, but fields that would make it surer are missing.</summary>
    Partial,

    /// <summary>Every field it can use is there.</summary>
    Full,
}
