using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance;

/// <summary>What the controls came to for one target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Results">The results, in the order of the catalog.</param>
/// <param name="Archive">What the archive was found to hold; null where there is none or it could not be looked at.</param>
/// <param name="NotVerified">Why nothing at all could be judged; null where it could.</param>
public sealed record TargetCompliance(string Target, string Account, string Region, string Environment, IReadOnlyList<ControlResult> Results, ArchiveInventory? Archive = null, string? NotVerified = null)
{
    /// <summary>The log group; null where it is not told. With <see cref="Bucket"/> it makes the commands of a remediation ready to paste.</summary>
    public string? LogGroup { get; init; }

    /// <summary>The archive's bucket; null where there is none or it is not told.</summary>
    public string? Bucket { get; init; }

    /// <summary>How long records took to arrive; null where that is not known.</summary>
    public DeliveryLatency? Latency { get; init; }

    /// <summary>The queries that were asked of flow logs, to ask them again.</summary>
    public IReadOnlyList<ComplianceQuery> Queries { get; init; } = [];
}
