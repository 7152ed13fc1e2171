namespace FlowWatch.Core.Diagnostics.Pipeline;

/// <summary>What a step of the pipeline came to.</summary>
public enum PipelineVerdict
{
    /// <summary>It is as it must be.</summary>
    Ok,

    /// <summary>It is not, and may be the cause.</summary>
    Wrong,

    /// <summary>It could not be looked at, so it may be the cause as well.</summary>
    NotVerified,
}
