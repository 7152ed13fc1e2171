using FlowWatch.Core.Diagnostics.Access;

namespace FlowWatch.Core.Alerts;

/// <summary>Reads out of what <c>flowwatch doctor --send-test</c> found which addresses accepted the test.</summary>
public static class AlertTests
{
    private const string Publish = "sns:Publish";

    /// <summary>The tests that were sent to topics, webhooks, files and the console of a target. Where nothing could be sent, for want of credentials, there is none.</summary>
    /// <param name="access">What was found.</param>
    /// <param name="sentAt">When.</param>
    public static IReadOnlyList<AlertTestRecord> Of(TargetAccess access, DateTimeOffset sentAt)
    {
        ArgumentNullException.ThrowIfNull(access);
        return
        [
            .. access.Findings.Where(finding => finding is { Permission.Action: Publish, Outcome: AccessOutcome.Ok or AccessOutcome.Refused, Resource: not null })
                .Select(finding => new AlertTestRecord(finding.Resource!, sentAt, finding.Outcome == AccessOutcome.Ok ? sentAt : null, null, finding.Outcome == AccessOutcome.Ok ? null : finding.Detail)),
            .. access.Addresses.Where(finding => finding.Outcome != AccessOutcome.NotTried)
                .Select(finding => new AlertTestRecord(finding.Resource!, sentAt, finding.Outcome == AccessOutcome.Ok ? sentAt : null, null, finding.Outcome == AccessOutcome.Ok ? null : finding.Detail)),
        ];
    }
}
