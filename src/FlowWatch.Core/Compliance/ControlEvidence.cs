namespace FlowWatch.Core.Compliance;

/// <summary>One thing that was seen and that a judgement stands on.</summary>
/// <param name="Name">What it is: <c>TrafficType</c>.</param>
/// <param name="Value">What was there, as AWS or FlowWatch's own records tell it.</param>
/// <param name="Source">Where it was seen: <c>ec2:DescribeFlowLogs</c>, <c>Logs Insights query 1234…</c>, <c>FlowWatch run …</c>.</param>
public sealed record ControlEvidence(string Name, string Value, string Source);
