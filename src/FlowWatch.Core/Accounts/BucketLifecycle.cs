namespace FlowWatch.Core.Accounts;

/// <summary>What happens to a bucket's objects with time.</summary>
/// <param name="Rules">The rules, in AWS's order; empty where none are configured.</param>
/// <param name="MinimumTransitionSize">Which small objects never move to another class, where a rule says nothing of sizes.</param>
public sealed record BucketLifecycle(IReadOnlyList<LifecycleRule> Rules, LifecycleMinimumSize MinimumTransitionSize);
