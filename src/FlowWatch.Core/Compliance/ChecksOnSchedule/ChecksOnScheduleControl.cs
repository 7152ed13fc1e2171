using System.Globalization;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.ChecksOnSchedule;

/// <summary>Each check ran without a pause longer than twice the runbook's schedule, up to now.</summary>
public sealed class ChecksOnScheduleControl : CheckControl
{
    /// <inheritdoc/>
    protected override ControlResult Judge(ComplianceFacts facts, string check, TimeSpan schedule, string resource)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var runs = facts.Operation.Runs[check];
        if (!runs.IsKnown) return NotVerified(resource, $"The runs of the {check} check", runs.Failure);
        // Runs asked for by people are good, and no schedule.
        var starts = runs.Value.Where(run => run.Trigger == "timer").Select(run => run.StartedAt).Order().ToList();
        if (starts.Count == 0) return Fail(resource, $"The {check} check never ran by its timer in {facts.Operation.Window}.", new ControlEvidence("Runs by timer", "0", ControlSources.State));
        var until = facts.Operation.Window.To < facts.Now ? facts.Operation.Window.To : facts.Now;
        var gaps = starts.Append(until).Zip(starts.Skip(1).Append(until), (from, to) => (From: from, Length: to - from)).Where(gap => gap.Length > 2 * schedule).ToList();
        ControlEvidence[] evidence =
        [
            new("Runs by timer", starts.Count.ToString(CultureInfo.InvariantCulture), ControlSources.State),
            new("First run", Time(starts[0]), ControlSources.State),
            new("Last run", Time(starts[^1]), ControlSources.State),
            .. gaps.Take(10).Select(gap => new ControlEvidence($"Pause from {Time(gap.From)}", Minutes(gap.Length), ControlSources.State)),
        ];
        if (gaps.Count > 0) return Fail(resource, $"The {check} check paused {gaps.Count} times for longer than {Minutes(2 * schedule)} in {facts.Operation.Window}, the first time from {Time(gaps[0].From)} for {Minutes(gaps[0].Length)}.", evidence);
        var late = starts[0] - facts.Operation.Window.From > 2 * schedule ? $" It began at {Time(starts[0])}; of the time before no run is known." : "";
        return Pass(resource, $"The {check} check ran {starts.Count} times, never more than {Minutes(2 * schedule)} apart.{late}", evidence);
    }

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "Z";
}
