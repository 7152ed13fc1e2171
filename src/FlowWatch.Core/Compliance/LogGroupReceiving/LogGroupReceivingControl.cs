using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.LogGroupReceiving;

/// <summary>The log group exists, and by CloudWatch's own count something came in each hour of the last day.</summary>
public sealed class LogGroupReceivingControl : Control
{
    /// <summary>How many of the newest hours may have no point yet: the running one, and one that CloudWatch has not counted to its end.</summary>
    private const int HoursNotDue = 2;

    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var group = facts.Target.LogGroup;
        if (facts.Delivery.LogGroup.Failure is { Kind: FactFailureKind.NotFound }) return [Fail(group, $"The log group {group} does not exist.", new ControlEvidence("Log group", "not found", ControlSources.LogGroups))];
        if (!facts.Delivery.LogGroup.IsKnown) return [NotVerified(group, $"The log group {group}", facts.Delivery.LogGroup.Failure)];
        var events = facts.Delivery.IncomingEvents;
        if (!events.IsKnown) return [NotVerified(group, $"What came to the log group {group}", events.Failure)];
        var due = DueHours(facts).ToList();
        var with = events.Value.Points.Where(point => point.Value > 0).Select(point => point.Start.ToUnixTimeSeconds() / 3600).ToHashSet();
        var empty = due.Where(hour => !with.Contains(hour.ToUnixTimeSeconds() / 3600)).ToList();
        var evidence = new List<ControlEvidence>
        {
            new("Events in the last day", events.Value.Points.Sum(point => point.Value).ToString("N0", CultureInfo.InvariantCulture), ControlSources.Metrics),
            new("Hours with events", $"{due.Count - empty.Count} of {due.Count}", ControlSources.Metrics),
        };
        if (empty.Count == 0) return [Pass(group, $"Events came to the log group {group} in each of the last {due.Count} hours.", evidence)];
        if (facts.Network.Interfaces.IsKnown && !facts.Network.Interfaces.Value.Any(one => one.IsInUse)) return [NotApplicable(group, $"No network interface is in use, so nothing need come to the log group {group}.")];
        if (!events.Value.IsComplete) return [NotVerified(group, $"CloudWatch did not give all it has of what came to the log group {group}{(events.Value.Notes.Count == 0 ? "" : $": {string.Join("; ", events.Value.Notes)}")}.")];
        return
        [
            Fail(
                group,
                empty.Count == due.Count ? $"Nothing came to the log group {group} in the last {due.Count} hours." : string.Create(CultureInfo.InvariantCulture, $"Nothing came to the log group {group} in {empty.Count} of the last {due.Count} hours, the first from {empty[0].UtcDateTime:yyyy-MM-dd HH:mm}Z."),
                evidence),
        ];
    }

    // Whole hours of the last day, since the log group was made.
    private static IEnumerable<DateTimeOffset> DueHours(ComplianceFacts facts)
    {
        var running = new DateTimeOffset(facts.Now.UtcTicks - (facts.Now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var made = facts.Delivery.LogGroup.Value!.CreatedAt ?? DateTimeOffset.MinValue;
        return Enumerable.Range(HoursNotDue, 24 - HoursNotDue + 1).Select(hours => running.AddHours(1 - hours)).Where(hour => hour >= made).Order();
    }
}
