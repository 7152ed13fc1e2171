using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance;

/// <summary>A query whose answer a judgement stands on.</summary>
/// <param name="Name">What was asked, in a few words: <c>Records per network interface</c>.</param>
/// <param name="Text">The query, ready to paste.</param>
/// <param name="Window">The stretch of time it was asked for.</param>
/// <param name="Id">AWS's id of the query; null where it has none.</param>
public sealed record ComplianceQuery(string Name, string Text, TimeWindow Window, string? Id = null);
