namespace FlowWatch.Core.Compliance;

/// <summary>That a report has nothing more to say against something it may have been an incident for.</summary>
/// <param name="Fingerprint">The incident's fingerprint.</param>
/// <param name="Note">What is well again.</param>
/// <param name="NotVerified">Controls that could not be looked at: if one of them had failed, the incident is not over.</param>
internal sealed record ComplianceRelief(string Fingerprint, string Note, IReadOnlySet<string> NotVerified);
