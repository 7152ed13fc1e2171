using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>Where a target's objects are in its archive.</summary>
internal static class ArchiveKeys
{
    /// <summary>Judges by what the keys of the target's objects begin with. Where nobody knows which flow logs there are, only what comes to the same for either layout is certain.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="location">The archive.</param>
    /// <param name="judge">Judges keys that begin so.</param>
    /// <param name="notVerified">Says that it is not certain, for the reason given.</param>
    public static ControlResult Judge(ComplianceFacts facts, ArchiveLocation location, Func<IReadOnlyList<string>, ControlResult> judge, Func<FactFailure, ControlResult> notVerified)
    {
        if (location.Feed != ArchiveFeed.FlowLog) return judge([location.Prefix]);
        var before = location.Prefix.Length == 0 || location.Prefix.EndsWith('/') ? location.Prefix : location.Prefix + "/";
        var plainRoot = $"{before}AWSLogs/{facts.Target.Account}/vpcflowlogs/{facts.Target.Region}/";
        var hiveRoot = $"{before}AWSLogs/aws-account-id={facts.Target.Account}/aws-service=vpcflowlogs/aws-region={facts.Target.Region}/";
        if (facts.Network.FlowLogs.Failure is { } failure)
        {
            var (plain, hive) = (judge([plainRoot]), judge([hiveRoot]));
            return plain.Status == hive.Status ? plain : notVerified(failure);
        }

        var layouts = facts.Network.FlowLogs.Value!.Where(flowLog => flowLog.Bucket?.Name == location.Bucket).Select(flowLog => flowLog.FileOptions?.HiveCompatible ?? false).Distinct().ToList();
        return judge(layouts.Count == 0 ? [plainRoot] : [.. layouts.Order().Select(isHive => isHive ? hiveRoot : plainRoot)]);
    }
}
