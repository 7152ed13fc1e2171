using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>A notice as a digest names it.</summary>
/// <param name="Target">The target.</param>
/// <param name="Fingerprint">The incident's fingerprint.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Detection">Its detection.</param>
/// <param name="Reason">Why people are told.</param>
public sealed record NoticeItem(string Target, string Fingerprint, Severity Severity, string Detection, NoticeReason Reason);
