using FlowWatch.Core.Diagnostics.Pipeline.Causes;

namespace FlowWatch.Core.Diagnostics.Pipeline;

/// <summary>The questions about the way of flow logs.</summary>
internal static class PipelineQuestions
{
    /// <summary>All of them. The causes stand in the order of the way.</summary>
    public static IReadOnlyList<PipelineQuestion> All { get; } =
    [
        new("why-no-flow-logs", "Why no flow logs appear", "Where the way from the network to the log group is broken: the most likely cause, its evidence, and what mends it.",
        [
            // A flow log that does not deliver covers nothing: whether VPCs are covered comes behind why it does not.
            new ControlCause("flow-log-active"), new ControlCause("delivery-role"), new ControlCause("flow-log-delivering"), new ControlCause("vpc-covered"),
            new ControlCause("log-group-receiving"), new ControlCause("record-latency"), new ControlCause("skipped-records"), new ControlCause("traffic-type-all"),
        ]),
        new("why-no-findings", "Why the analysis finds or tells nothing", "Where the way from the log group to the alerts is broken: runs of each check, windows that wait, limits, topics.",
        [
            new RunsCause(), new LimitsCause(), new WindowsCause(), new ControlCause("log-group-receiving"), new ControlCause("log-format-fields"), new ControlCause("record-latency"), new TopicsCause(),
        ]),
    ];
}
