using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Compliance.FlowLogDelivering;

/// <summary>Each flow log delivers: AWS says so, and its log group got something lately.</summary>
public sealed class FlowLogDeliveringControl : FlowLogControl
{
    /// <summary>
    /// How old the newest event may be: AWS updates the times of log streams with a delay of up to an hour (DescribeLogStreams), a record
    /// spans up to 10 minutes, and some air.
    /// </summary>
    public static readonly TimeSpan OldestEvent = TimeSpan.FromHours(3);

    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, FlowLogConfiguration flowLog)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(flowLog);
        yield return JudgeOne(facts, flowLog);
    }

    private ControlResult JudgeOne(ComplianceFacts facts, FlowLogConfiguration flowLog)
    {
        var status = new ControlEvidence("DeliverLogsStatus", flowLog.DeliveryStatus.ToString().ToUpperInvariant(), ControlSources.FlowLogs);
        if (flowLog.DeliveryStatus == FlowLogDeliveryStatus.Failed)
        {
            var error = PrintableText.From(flowLog.DeliveryError ?? "no reason given");
            return Fail(flowLog.Id, $"Flow log {flowLog.Id} fails to deliver: {error}.{Meaning(flowLog.DeliveryError)}", status, new ControlEvidence("DeliverLogsErrorMessage", error, ControlSources.FlowLogs));
        }

        if (flowLog.DeliveryStatus == FlowLogDeliveryStatus.Unknown) return NotVerified(flowLog.Id, $"AWS does not tell whether flow log {flowLog.Id} delivers.");
        var activity = facts.Delivery.Activity;
        if (!activity.IsKnown) return NotVerified(flowLog.Id, $"When flow log {flowLog.Id} last delivered", activity.Failure);
        if ((activity.Value.LastIngestedAt ?? activity.Value.LastEventAt) is not { } last) return Fail(flowLog.Id, $"AWS says that flow log {flowLog.Id} delivers, but nothing ever came to {facts.Target.LogGroup}.", status);
        var age = facts.Now - last;
        var evidence = new ControlEvidence("Last event", string.Create(CultureInfo.InvariantCulture, $"{last.UtcDateTime:yyyy-MM-dd HH:mm}Z"), ControlSources.LogStreams);
        if (age <= OldestEvent) return Pass(flowLog.Id, $"Flow log {flowLog.Id} delivers to {facts.Target.LogGroup}.", status, evidence);
        // Without an interface in use there is nothing to record, and AWS writes no NODATA records either.
        if (facts.Network.Interfaces.IsKnown && !facts.Network.Interfaces.Value.Any(one => one.IsInUse)) return NotApplicable(flowLog.Id, $"Flow log {flowLog.Id} has no network interface in use to record.");
        return Fail(flowLog.Id, string.Create(CultureInfo.InvariantCulture, $"AWS says that flow log {flowLog.Id} delivers, but nothing came to {facts.Target.LogGroup} for {age.TotalHours:0} hours."), status, evidence);
    }

    // AWS VPC user guide, "Troubleshoot VPC Flow Logs".
    private static string Meaning(string? error) => error switch
    {
        "Access error" => " The delivery role lacks permissions, or vpc-flow-logs.amazonaws.com may not assume it.",
        "Rate limited" => " CloudWatch Logs throttles it: more is recorded than its quotas let in.",
        "Unknown error" => " AWS has an internal error; if it stays, create the flow log again.",
        _ => "",
    };
}
