using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Suppressions;

/// <summary>A suppression that was added over HTTP or by command.</summary>
/// <param name="Suppression">What it covers, and who answers for it.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="CreatedBy">Who added it, in the words of whoever did.</param>
/// <param name="Version">Changes with every write.</param>
public sealed record StoredSuppression(Suppression Suppression, DateTimeOffset CreatedAt, string CreatedBy, string Version);
