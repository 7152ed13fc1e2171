namespace FlowWatch.Core.Findings;

/// <summary>One number of the evidence.</summary>
/// <param name="Name">What was counted, camel case: <c>distinctPorts</c>.</param>
/// <param name="Value">How many.</param>
/// <param name="Unit">Of what: <c>ports</c>, <c>bytes</c>, <c>connections</c>, <c>percent</c>, <c>seconds</c>.</param>
/// <param name="Threshold">The threshold it was held against, if any.</param>
public sealed record EvidenceCount(string Name, long Value, string Unit, long? Threshold = null);
