using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Detections;

/// <summary>What a detection says of a finding itself; the rest follows from the conversations.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">A few words.</param>
/// <param name="Summary">One sentence with its numbers.</param>
/// <param name="Counts">The counts.</param>
/// <param name="Notes">What else a reader should know.</param>
/// <param name="Port">The service port it is about, or null; part of the fingerprint.</param>
internal sealed record FindingDraft(
    Severity Severity,
    string Title,
    string Summary,
    IReadOnlyList<EvidenceCount> Counts,
    IReadOnlyList<string> Notes,
    int? Port = null);
