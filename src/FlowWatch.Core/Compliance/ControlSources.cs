namespace FlowWatch.Core.Compliance;

/// <summary>Where evidence is seen, as it is written in <see cref="ControlEvidence.Source"/>.</summary>
internal static class ControlSources
{
    public const string FlowLogs = "ec2:DescribeFlowLogs";
    public const string Vpcs = "ec2:DescribeVpcs";
    public const string Interfaces = "ec2:DescribeNetworkInterfaces";
    public const string LogGroups = "logs:DescribeLogGroups";
    public const string LogStreams = "logs:DescribeLogStreams";
    public const string Metrics = "cloudwatch:GetMetricData AWS/Logs IncomingLogEvents";
    public const string Insights = "Logs Insights";
    public const string Trust = "iam:GetRole";
    public const string RolePolicies = "iam:GetRolePolicy, iam:GetPolicyVersion";
    public const string Topics = "sns:GetTopicAttributes";
    public const string State = "FlowWatch state";
    public const string Settings = "FlowWatch settings";
    public const string Lifecycle = "s3:GetLifecycleConfiguration";
    public const string Listing = "s3:ListBucket";
}
