namespace FlowWatch.Core.Diagnostics;

/// <summary>What a question is about, and so what it can be put to.</summary>
public enum DiagnosticSubject
{
    /// <summary>Flow logs: of a target, or files.</summary>
    Traffic,

    /// <summary>What checks have found at a target.</summary>
    Findings,

    /// <summary>How a target's flow logs are recorded, delivered and judged.</summary>
    Pipeline,

    /// <summary>A target's archive.</summary>
    Archive,
}
