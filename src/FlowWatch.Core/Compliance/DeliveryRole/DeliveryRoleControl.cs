using FlowWatch.Core.Accounts;
using FlowWatch.Core.Accounts.Policies;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.DeliveryRole;

/// <summary>The role that delivers is trusted to AWS's flow log service, and its policies allow every action that delivery to CloudWatch Logs needs, on this log group.</summary>
public sealed class DeliveryRoleControl : FlowLogControl
{
    private const string Service = "vpc-flow-logs.amazonaws.com";

    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, FlowLogConfiguration flowLog)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(flowLog);
        yield return JudgeOne(facts, flowLog);
    }

    private ControlResult JudgeOne(ComplianceFacts facts, FlowLogConfiguration flowLog)
    {
        if (flowLog.DeliveryRoleArn is not { } arn) return Fail(flowLog.Id, $"Flow log {flowLog.Id} names no role that delivers to CloudWatch Logs.", new ControlEvidence("DeliverLogsPermissionArn", "none", ControlSources.FlowLogs));
        if (!facts.Delivery.Roles.TryGetValue(arn, out var role)) return NotVerified(arn, $"The role {arn} of flow log {flowLog.Id} was not looked at.");
        if (role.Failure is { Kind: FactFailureKind.NotFound }) return Fail(arn, $"The role {arn}, which flow log {flowLog.Id} delivers with, does not exist.", new ControlEvidence("Role", "not found", ControlSources.Trust));
        if (!role.IsKnown) return NotVerified(arn, $"The role {arn} of flow log {flowLog.Id}", role.Failure);
        var context = Context(facts.Target, flowLog);
        if (!role.Value.Trust.IsKnown) return NotVerified(arn, $"The trust policy of {arn}", role.Value.Trust.Failure);
        var trust = PolicyEvaluation.OfTrust(role.Value.Trust.Value, Service, context);
        var evidence = new List<ControlEvidence> { new("Trust in " + Service, Words(trust), ControlSources.Trust) };
        if (trust is PolicyVerdict.NotAllowed or PolicyVerdict.Denied) return Fail(arn, $"{Service} may not assume {arn}: flow log {flowLog.Id} cannot deliver.", evidence);

        var verdicts = Needed(facts.Target).Select(one => (one.Action, Verdict: Verdict(role.Value, one.Action, one.Resource, context))).ToList();
        evidence.AddRange(verdicts.Select(one => new ControlEvidence(one.Action, Words(one.Verdict), ControlSources.RolePolicies)));
        var refused = verdicts.Where(one => one.Verdict is PolicyVerdict.NotAllowed or PolicyVerdict.Denied).Select(one => one.Action).ToList();
        var unseen = Unseen(role.Value).ToList();
        // A policy that could not be read may allow what is missing, but it cannot undo a Deny.
        if (verdicts.Exists(one => one.Verdict == PolicyVerdict.Denied) || (refused.Count > 0 && unseen.Count == 0)) return Fail(arn, $"{arn} may not do {string.Join(", ", refused)} on {facts.Target.LogGroup}, which delivery needs.", evidence);
        if (unseen.Count > 0) return NotVerified(arn, $"What {arn} may do", unseen);
        return trust == PolicyVerdict.Undecided || verdicts.Exists(one => one.Verdict == PolicyVerdict.Undecided)
            ? NotVerified(arn, $"What {arn} may do hangs on conditions that cannot be judged from here: {string.Join(", ", evidence.Where(one => one.Value == Words(PolicyVerdict.Undecided)).Select(one => one.Name))}.") with { Evidence = evidence }
            : Pass(arn, $"{Service} may assume {arn}, which may do all that delivery to {facts.Target.LogGroup} needs.", evidence);
    }

    // AWS VPC user guide, "IAM role for publishing flow logs to CloudWatch Logs"; the runbook names CreateLogStream and PutLogEvents only.
    private static IEnumerable<(string Action, string Resource)> Needed(MonitoredTarget target)
    {
        var group = $"arn:{AwsRegions.PartitionOf(target.Region)}:logs:{target.Region}:{target.Account}:log-group:{target.LogGroup}";
        return
        [
            ("logs:CreateLogGroup", group),
            ("logs:CreateLogStream", group + ":log-stream:eni-0"),
            ("logs:PutLogEvents", group + ":log-stream:eni-0"),
            ("logs:DescribeLogGroups", group),
            ("logs:DescribeLogStreams", group + ":log-stream:"),
        ];
    }

    // What AWS tells along when its service assumes the role; the conditions that AWS recommends against a confused deputy look at it.
    private static Dictionary<string, string> Context(MonitoredTarget target, FlowLogConfiguration flowLog) => new()
    {
        ["aws:SourceAccount"] = target.Account,
        ["aws:SourceArn"] = $"arn:{AwsRegions.PartitionOf(target.Region)}:ec2:{target.Region}:{target.Account}:vpc-flow-log/{flowLog.Id}",
        ["aws:RequestedRegion"] = target.Region,
        ["aws:SecureTransport"] = "true",
    };

    private static PolicyVerdict Verdict(RoleDetails role, string action, string resource, IReadOnlyDictionary<string, string> context)
    {
        var policies = (role.InlinePolicies.Value ?? []).Concat(role.AttachedPolicies.Value ?? []).Select(policy => policy.Document.Value).OfType<PolicyDocument>();
        var verdict = PolicyEvaluation.Of(policies, action, resource, context);
        if (verdict != PolicyVerdict.Allowed || role.PermissionsBoundary is not { } boundary) return verdict;
        return boundary.Document.IsKnown ? PolicyEvaluation.Of([boundary.Document.Value], action, resource, context) : PolicyVerdict.Undecided;
    }

    private static IEnumerable<FactFailure> Unseen(RoleDetails role) => new[] { role.InlinePolicies.Failure, role.AttachedPolicies.Failure, role.PermissionsBoundary?.Document.Failure }
        .Concat((role.InlinePolicies.Value ?? []).Concat(role.AttachedPolicies.Value ?? []).Select(policy => policy.Document.Failure)).OfType<FactFailure>();

    private static string Words(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Allowed => "allowed",
        PolicyVerdict.Denied => "denied",
        PolicyVerdict.NotAllowed => "not allowed",
        _ => "hangs on a condition",
    };
}
