using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Tests.Compliance.Reports;

/// <summary>Reports with everything in them that a report can have.</summary>
internal static class SampleCompliance
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    public static ControlMetadata Control(string id, string requirement, string title, Severity severity = Severity.High) => new()
    {
        Id = id,
        Version = 1,
        Title = title,
        Requirements = [requirement],
        Severity = severity,
        Expectation = $"{title}, for everything of the target.",
        Risk = "Where it is not so, traffic goes unseen and nobody knows.",
        Trap = "A checker that asks only whether something exists calls this a pass.",
        Remediation = new ControlRemediation("Change it, then verify again.", "aws ec2 describe-flow-logs --region {region} --filter Name=resource-id,Values={resource}", "FlowLog:\n  Type: AWS::EC2::FlowLog\n  Properties:\n    ResourceId: {resource}\n    TrafficType: ALL"),
        Documentation = "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
    };

    public static IReadOnlyList<ControlMetadata> Controls { get; } =
    [
        Control("flow-log-active", "13.16", "Flow logs are active", Severity.Critical),
        Control("traffic-type-all", "13.16", "All traffic is recorded, accepted and refused"),
        Control("record-latency", "13.16", "Records arrive within five minutes", Severity.Medium),
        Control("checks-on-schedule", "13.17", "Checks run on schedule"),
        Control("topics-confirmed", "13.17", "Alert topics have confirmed subscribers"),
        Control("archive-complete", "13.18", "The archive has every hour", Severity.Critical),
        Control("object-lock", "13.18", "Archived objects are locked", Severity.High),
    ];

    public static ControlResult Result(string control, ControlStatus status, string resource, string statement, params ControlEvidence[] evidence) => new()
    {
        Control = control,
        ControlVersion = 1,
        Status = status,
        Resource = resource,
        Statement = statement,
        Evidence = evidence,
    };

    public static ArchiveInventory Archive(DateTimeOffset now) => new()
    {
        ListedAt = now,
        IsFull = false,
        Classes =
        [
            new("STANDARD", 0, 90, 77_760, 51_000_000_000, 120, "AWSLogs/111111111111/vpcflowlogs/eu-central-1/2026/11/22/a.log.gz"),
            new("GLACIER", 90, 365, 237_600, 160_000_000_000, 90, "AWSLogs/111111111111/vpcflowlogs/eu-central-1/2026/03/22/a.log.gz"),
            new("DEEP_ARCHIVE", 365, null, 1_890_000, 1_400_000_000_000, 3_000, "AWSLogs/111111111111/vpcflowlogs/eu-central-1/2021/03/22/a.log.gz"),
        ],
        Coverage =
        [
            new("111111111111", "eu-central-1", "fl-0a11111111111111a", now.AddDays(-2555), now.AddHours(-1), 61_319, 61_140,
            [
                new(now.AddDays(-2100), now.AddDays(-2100).AddHours(31), ArchiveGapStatus.Open, "Nothing explains these 31 hours; CloudWatch keeps no counts that old."),
                new(now.AddDays(-1400), now.AddDays(-1396), ArchiveGapStatus.Acknowledged, "auditor@example.com, 2025-02-03: the delivery role was removed by mistake; ticket SEC-1181."),
                new(now.AddDays(-800), now.AddDays(-799).AddHours(5), ArchiveGapStatus.Explained, "The flow log did not exist."),
                new(now.AddDays(-12), now.AddDays(-12).AddHours(1), ArchiveGapStatus.Open, "CloudWatch counted 1,204 events in this hour, and no object is there."),
                new(now.AddDays(-3), now.AddDays(-3).AddHours(4), ArchiveGapStatus.Explained, "CloudWatch counted no events in these hours."),
            ]),
            new("111111111111", "eu-central-1", "fl-0b22222222222222b", now.AddDays(-400), now.AddHours(-1), 9_599, 9_599, []),
        ],
        UnknownKeys = 2,
        UnknownKeySamples = ["notes/readme.txt"],
    };

    /// <summary>A report of one target of which all can be said.</summary>
    public static ComplianceReport Report(DateTimeOffset? at = null, params IReadOnlyList<ControlResult> others)
    {
        var now = at ?? Now;
        return new ComplianceReport
        {
            GeneratedAt = now,
            Period = new TimeWindow(now.AddDays(-30), now),
            FlowWatchVersion = "0.1.0",
            Controls = Controls,
            Requirements = RequirementMap.All,
            Targets =
            [
                new TargetCompliance("production-eu", "111111111111", "eu-central-1", "production",
                [
                    Result("flow-log-active", ControlStatus.Pass, "fl-0a11111111111111a", "Flow log fl-0a11111111111111a of vpc-0123 is ACTIVE.", new ControlEvidence("FlowLogStatus", "ACTIVE", "ec2:DescribeFlowLogs")),
                    Result("traffic-type-all", ControlStatus.Fail, "vpc-0456", "VPC vpc-0456 is recorded by one flow log only, of refused traffic: accepted connections leave no trace.", new ControlEvidence("TrafficType", "REJECT", "ec2:DescribeFlowLogs"), new ControlEvidence("Flow log", "fl-0c33333333333333c", "ec2:DescribeFlowLogs")),
                    Result("record-latency", ControlStatus.Pass, "/aws/vpc/flowlogs/production", "99 of 100 records arrived within 4 min 12 s.", new ControlEvidence("p99", "252 s", "Logs Insights query 6f1c")),
                    Result("checks-on-schedule", ControlStatus.Pass, "security", "4,318 of 4,320 runs succeeded.", new ControlEvidence("Success rate", "99.95 %", "FlowWatch runs")),
                    Result("topics-confirmed", ControlStatus.NotVerified, "arn:aws:sns:eu-central-1:111111111111:alerts", "The subscriptions of the topic could not be looked at.") with
                    {
                        NotSeen = [new FactFailure(FactFailureKind.AccessDenied, "sns:ListSubscriptionsByTopic", "arn:aws:sns:eu-central-1:111111111111:alerts", "User is not authorized")],
                    },
                    Result("archive-complete", ControlStatus.Fail, "fl-0a11111111111111a", "32 hours of flow log fl-0a11111111111111a are missing and nothing explains them.", new ControlEvidence("Open gaps", "2", "archive ledger")),
                    Result("object-lock", ControlStatus.Suppressed, "example-archive", "Objects in example-archive are not locked.", new ControlEvidence("ObjectLockEnabled", "no", "s3:GetBucketObjectLockConfiguration")) with
                    {
                        Suppression = new ControlSuppression("object-lock", "example-archive", "ciso@example.com", "The bucket moves to a locked one by March; the policy forbids deletion until then.", now.AddDays(90)),
                    },
                    .. others,
                ], Archive(now))
                {
                    LogGroup = "/aws/vpc/flowlogs/production",
                    Bucket = "example-archive",
                    Queries = [new ComplianceQuery("Records per network interface", "filter logStatus in [\"OK\", \"NODATA\", \"SKIPDATA\"]\n| stats count(*) as records, sum(logStatus = \"SKIPDATA\") as skipped by interfaceId", new TimeWindow(now.AddHours(-1), now), "6f1c0e3a-1111-4222-8333-444455556666")],
                },
                new TargetCompliance("staging-us", "222222222222", "us-east-1", "staging", [Result("flow-log-active", ControlStatus.Pass, "fl-0d", "Flow log fl-0d of vpc-0789 is ACTIVE.")]),
            ],
        };
    }
}
