using FlowWatch.Core.Alerts;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Incidents.Operations;

/// <summary>Something that may be wrong with FlowWatch's own work: its words, and what the runbook says to do.</summary>
public sealed record OperationalTrouble
{
    /// <summary>AWS refuses what a check needs, or there are no credentials (runbook: "Issue: Analysis Functions Failing").</summary>
    public static OperationalTrouble AccessRefused { get; } = new()
    {
        Id = "ACCESS_REFUSED",
        Title = "Access refused",
        Severity = Severity.High,
        NextSteps =
        [
            "Run flowwatch doctor --target with the target's name: it walks the chain of credentials and names the permission that is missing.",
            "Review the read-only role in the target's account and its trust policy (docs/aws.md, infra/aws).",
            "Nothing is lost meanwhile: the windows stay due and are judged once access is back.",
        ],
    };

    /// <summary>A check fails again and again (runbook: "Issue: Analysis Functions Failing").</summary>
    public static OperationalTrouble CheckFailing { get; } = new()
    {
        Id = "CHECK_FAILING",
        Title = "Check failing",
        Severity = Severity.Medium,
        NextSteps =
        [
            "Read why: GET windows with the target and the check, or the host's log under the trace id.",
            "Check the limits of CloudWatch Logs Insights in the account (concurrent queries, query timeout) and that the query is accepted: flowwatch check --dry-run.",
            "Review the permissions of the target's role: flowwatch doctor.",
            "Nothing is lost meanwhile: the windows stay due and are tried again.",
        ],
    };

    /// <summary>Windows wait for too long (runbook: "Issue: Analysis Functions Failing").</summary>
    public static OperationalTrouble CheckAgeing { get; } = new()
    {
        Id = "CHECK_AGEING",
        Title = "Windows not judged for too long",
        Severity = Severity.High,
        NextSteps =
        [
            "See that the host runs and its timers fire: GET health/ready tells when each check last succeeded, GET runs tells of the last runs.",
            "Read why the oldest window is not judged: GET windows with the target and the check.",
            "If there is only too much to catch up with, raise checks.*.windowsPerRun or checks.targetsAtOnce.",
        ],
    };

    /// <summary>No record arrives (runbook: "Issue: No Flow Logs Appearing").</summary>
    public static OperationalTrouble NoRecords { get; } = new()
    {
        Id = "NO_RECORDS",
        Title = "No flow log records arrive",
        Severity = Severity.High,
        NextSteps =
        [
            "Check the state of the VPC Flow Log: aws ec2 describe-flow-logs --filter \"Name=resource-id,Values=VPC_ID\"; FlowLogStatus must be ACTIVE and DeliverLogsStatus SUCCESS.",
            "Check the delivery role: aws iam get-role --role-name VpcFlowLogsRole; it needs logs:CreateLogStream and logs:PutLogEvents and the rights to describe.",
            "Check the limits of the CloudWatch Logs service, and that the log group is the one the flow log delivers to.",
        ],
    };

    /// <summary>A topic does not accept alerts (runbook: "Verify SNS topic permissions").</summary>
    public static OperationalTrouble OutboxStuck { get; } = new()
    {
        Id = "OUTBOX_STUCK",
        Title = "Alerts are not accepted",
        Severity = Severity.High,
        NextSteps =
        [
            "Verify the permissions of the SNS topic and of its key: the target's role needs sns:Publish, and kms:GenerateDataKey* and kms:Decrypt where the topic is encrypted.",
            "Verify that the topic exists under the ARN of the settings, and that AWS has no outage in its region.",
            "Nothing is lost: alerts stay stored and are sent once the topic accepts. Until then read them with flowwatch incidents list.",
        ],
    };

    /// <summary>A compliance report could not be copied into an archive bucket (runbook: level 1, "S3 archival problems").</summary>
    public static OperationalTrouble ReportNotCopied { get; } = new()
    {
        Id = "REPORT_NOT_COPIED",
        Title = "Compliance reports are not copied to the archive",
        Severity = Severity.Medium,
        NextSteps =
        [
            "Run flowwatch doctor --target with the target's name: the role needs s3:PutObject on the prefix of the reports (ReportsPrefix of infra/aws/member-role.yaml), and kms:GenerateDataKey where the bucket is encrypted with a KMS key.",
            "Look at the bucket's policy: it may deny writing, or belong to another account.",
            "Nothing is lost: the reports are in their own place (flowwatch compliance report), and the copy goes on with the first that is missing after the next verification.",
        ],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OperationalTrouble> All { get; } = [AccessRefused, CheckFailing, CheckAgeing, NoRecords, OutboxStuck, ReportNotCopied];

    /// <summary>Stands where a detection's id does: upper snake case.</summary>
    public required string Id { get; init; }

    /// <summary>A few words.</summary>
    public required string Title { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What to do, from the runbook.</summary>
    public required IReadOnlyList<string> NextSteps { get; init; }

    /// <summary>The fingerprint of this trouble with a thing at a target: a check, a topic.</summary>
    public string FingerprintOf(string target, string thing) => FindingFingerprint.Of(Id, target, thing);

    /// <summary>That it was noticed.</summary>
    /// <param name="target">Name of the target.</param>
    /// <param name="thing">What it is about: a check, a topic.</param>
    /// <param name="summary">What was noticed, in one sentence.</param>
    /// <param name="traceId">W3C trace id.</param>
    /// <param name="now">When.</param>
    public IncidentSighting Noticed(string target, string thing, string summary, string? traceId, DateTimeOffset now) => new()
    {
        Target = target,
        Detection = Id,
        Fingerprint = FingerprintOf(target, thing),
        Level = EscalationLevel.Operations,
        Severity = Severity,
        Title = Title,
        Summary = summary.Length <= 2000 ? summary : summary[..2000],
        Seen = new TimeWindow(now, now),
        NextSteps = NextSteps,
        TraceId = traceId,
    };
}
