using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Detections.PortScan;

/// <summary>One sign of scanning.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Severity">How strong it is.</param>
/// <param name="What">What the source did, after its name: <c>tried 120 ports of 10.0.0.5 within 10 minutes</c>.</param>
/// <param name="Count">The number that fired.</param>
/// <param name="Conversations">What it stands on.</param>
internal sealed record PortScanSign(string Title, Severity Severity, string What, EvidenceCount Count, IReadOnlyList<Conversation> Conversations);
