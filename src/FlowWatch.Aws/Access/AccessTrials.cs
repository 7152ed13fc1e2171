using System.Collections.Frozen;

namespace FlowWatch.Aws.Access;

/// <summary>How each action is tried, by its name.</summary>
internal static class AccessTrials
{
    public static FrozenDictionary<string, AccessTrial> ByAction { get; } = new[] { LogsTrials.All, Ec2Trials.All, CloudWatchTrials.All, IamTrials.All, S3Trials.All, SnsTrials.All }
        .SelectMany(trials => trials)
        .ToFrozenDictionary(StringComparer.Ordinal);
}
