namespace FlowWatch.Core.Diagnostics.Pipeline;

/// <summary>Something that may keep flow logs, findings or alerts from appearing. It reads nothing: it judges what was found.</summary>
public interface IPipelineCause
{
    /// <summary>What it came to: one step for each thing it is about.</summary>
    /// <param name="facts">What was found.</param>
    IEnumerable<PipelineStep> Judge(PipelineFacts facts);
}
