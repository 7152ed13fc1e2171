using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.LogGroupRetention;

/// <summary>The log group keeps events for at least the runbook's 30 days, and not for ever by default.</summary>
public sealed class LogGroupRetentionControl : Control
{
    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (group, details) = (facts.Target.LogGroup, facts.Delivery.LogGroup);
        if (details.Failure is { Kind: FactFailureKind.NotFound }) return [NotApplicable(group, $"The log group {group} does not exist (see log-group-receiving).")];
        if (!details.IsKnown) return [NotVerified(group, $"The log group {group}", details.Failure)];
        if (details.Value.RetentionDays is not { } days) return [Fail(group, $"The log group {group} keeps events for ever: nobody set a retention; the runbook says {ArchiveAges.Hot} days.", Evidence("never expire"))];
        return
        [
            days >= ArchiveAges.Hot
                ? Pass(group, $"The log group {group} keeps events for {days} days. Checks that ask for a year here judge the log group alone; hot and cold retention together are judged by retention-without-hole.", Evidence(days.ToString(CultureInfo.InvariantCulture)))
                : Fail(group, $"The log group {group} keeps events for {days} days, not {ArchiveAges.Hot}.", Evidence(days.ToString(CultureInfo.InvariantCulture))),
        ];
    }

    private static ControlEvidence Evidence(string days) => new("retentionInDays", days, ControlSources.LogGroups);
}
