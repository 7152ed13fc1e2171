using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>
/// Every permission that FlowWatch needs in a member account, in one place: what <c>flowwatch doctor</c> tries, and what the templates in
/// <c>infra/aws</c> grant. Nothing here changes anything but starting and stopping queries, publishing alerts, and restoring,
/// saving queries and copying reports where that is switched on.
/// </summary>
public static class AccessCatalog
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> Everything = [["*"]];

    /// <summary>All rules, in the order they are looked at.</summary>
    public static IReadOnlyList<AccessRule> Rules { get; } =
    [
        new("QueryLogs", "query the flow logs", ["logs:StartQuery", "logs:FilterLogEvents", "logs:DescribeLogStreams"], target => [LogGroup(target)]),

        // AWS knows no narrower resource for these: results belong to a query, not to a log group.
        new("ReadQueries", "read and stop its queries, and find log groups", ["logs:GetQueryResults", "logs:StopQuery", "logs:DescribeLogGroups"], _ => Everything),

        // Saved queries belong to the account, not to a log group.
        new("SaveDefinitions", "save the runbook's questions as queries", ["logs:DescribeQueryDefinitions", "logs:PutQueryDefinition"], _ => Everything) { IsForDefinitions = true },
        new("ReadNetwork", "know what must be recorded, and how it is", ["ec2:DescribeFlowLogs", "ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeNetworkInterfaces"], _ => Everything),
        new("ReadMetrics", "see what CloudWatch counted", ["cloudwatch:GetMetricData"], _ => Everything),
        new("ReadDeliveryRole", "check the role that delivers flow logs", ["iam:GetRole", "iam:ListRolePolicies", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies"], target => [[$"arn:{Partition(target)}:iam::{target.Account}:role/*"]]),
        new("ReadDeliveryPolicies", "check the policies of that role", ["iam:GetPolicy", "iam:GetPolicyVersion"], target => [[$"arn:{Partition(target)}:iam::{target.Account}:policy/*", $"arn:{Partition(target)}:iam::aws:policy/*"]]),
        new(
            "ReadArchiveBucket",
            "list the archive and check how its bucket is set up",
            ["s3:ListBucket", "s3:GetLifecycleConfiguration", "s3:GetEncryptionConfiguration", "s3:GetBucketVersioning", "s3:GetBucketObjectLockConfiguration", "s3:GetBucketPublicAccessBlock", "s3:GetBucketPolicy", "s3:GetBucketPolicyStatus"],
            target => target.Archive is { } archive ? [[$"arn:{Partition(target)}:s3:::{archive.Bucket}"]] : []),
        new("ReadArchiveObjects", "read archived flow logs, and whether they are restored", ["s3:GetObject"], Objects),
        new("RestoreArchiveObjects", "restore archived flow logs", ["s3:RestoreObject"], Objects) { IsForRestoring = true },
        new("CopyReports", "copy compliance reports into the archive bucket", ["s3:PutObject"], target => target.Archive is { Reports: { } reports } archive ? [[$"arn:{Partition(target)}:s3:::{archive.Bucket}/{reports}*"]] : []),
        new("ReadTopics", "check that alerts reach somebody", ["sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic"], target => [.. target.Topics.Sns.Select(topic => (IReadOnlyList<string>)[topic])]),
        new("PublishAlerts", "publish alerts", ["sns:Publish"], target => [.. target.Topics.Sns.Select(topic => (IReadOnlyList<string>)[topic])]),
    ];

    /// <summary>What a target needs, in the order it is looked at.</summary>
    /// <param name="target">The target.</param>
    /// <param name="restoring">Whether objects are to be restored from its archive.</param>
    /// <param name="definitions">Whether queries are to be saved in its account.</param>
    public static IReadOnlyList<NeededAction> For(MonitoredTarget target, bool restoring, bool definitions = false) =>
    [
        .. Rules.Where(rule => (restoring || !rule.IsForRestoring) && (definitions || !rule.IsForDefinitions))
            .SelectMany(rule => rule.Resources(target).SelectMany(resources => rule.Actions.Select(action => new NeededAction(rule.Sid, action, resources, rule.Purpose)))),
    ];

    // CloudWatch Logs looks at the one for some actions and at the other, which stands for the streams too, for others.
    private static IReadOnlyList<string> LogGroup(MonitoredTarget target)
    {
        var arn = $"arn:{Partition(target)}:logs:{target.Region}:{target.Account}:log-group:{target.LogGroup}";
        return [arn, $"{arn}:*"];
    }

    private static IReadOnlyList<IReadOnlyList<string>> Objects(MonitoredTarget target) =>
        target.Archive is { } archive ? [[$"arn:{Partition(target)}:s3:::{archive.Bucket}/{archive.Prefix}*"]] : [];

    private static string Partition(MonitoredTarget target) => AwsRegions.PartitionOf(target.Region);
}
