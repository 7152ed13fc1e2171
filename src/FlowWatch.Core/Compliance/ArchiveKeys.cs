using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>Where a target's objects are in its archive.</summary>
internal static class ArchiveKeys
{
    /// <summary>What the keys of the target's objects begin with: for flow logs by how each lays out its files, for other feeds the archive's own prefix.</summary>
    public static IReadOnlyList<string> Roots(ComplianceFacts facts, ArchiveLocation location)
    {
        if (location.Feed != ArchiveFeed.FlowLog) return [location.Prefix];
        var before = location.Prefix.Length == 0 || location.Prefix.EndsWith('/') ? location.Prefix : location.Prefix + "/";
        var hive = (facts.Network.FlowLogs.Value ?? []).Where(flowLog => flowLog.Bucket?.Name == location.Bucket).Select(flowLog => flowLog.FileOptions?.HiveCompatible ?? false).Distinct().ToList();
        var plainRoot = $"{before}AWSLogs/{facts.Target.Account}/vpcflowlogs/{facts.Target.Region}/";
        var hiveRoot = $"{before}AWSLogs/aws-account-id={facts.Target.Account}/aws-service=vpcflowlogs/aws-region={facts.Target.Region}/";
        return hive.Count == 0 ? [plainRoot] : [.. hive.Order().Select(isHive => isHive ? hiveRoot : plainRoot)];
    }
}
