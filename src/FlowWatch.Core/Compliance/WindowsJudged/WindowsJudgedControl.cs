using System.Globalization;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Compliance.WindowsJudged;

/// <summary>Every window of each check is judged, whole and without a hole between two, and none waits longer than is tolerated.</summary>
public sealed class WindowsJudgedControl : CheckControl
{
    /// <inheritdoc/>
    protected override ControlResult Judge(ComplianceFacts facts, string check, TimeSpan schedule, string resource)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (windows, ledger) = (facts.Operation.Windows[check], facts.Operation.Ledgers[check]);
        if (!windows.IsKnown) return NotVerified(resource, $"The windows of the {resource}", windows.Failure);
        if (!ledger.IsKnown) return NotVerified(resource, $"What is due of the {resource}", ledger.Failure);
        var rows = windows.Value;
        var alarm = facts.Operation.Schedules.TryGetValue(check, out var options) ? options.AlarmAge : TimeSpan.FromHours(1);
        if (rows.Count == 0 && ledger.Value.AgedCount == 0) return NotApplicable(resource, $"The {resource} has no window in {facts.Operation.Window} (see checks-on-schedule).");
        var partial = rows.Where(row => row is { Status: WindowStatus.Done, Partial: true }).ToList();
        var holes = rows.Zip(rows.Skip(1), (row, next) => (row.To, next.From)).Where(pair => pair.From > pair.To).ToList();
        ControlEvidence[] evidence =
        [
            new("Windows judged", $"{rows.Count(row => row.Status == WindowStatus.Done)} of {rows.Count}", ControlSources.State),
            new("Judged in part", partial.Count.ToString(CultureInfo.InvariantCulture), ControlSources.State),
            new("Waiting too long", ledger.Value.AgedCount.ToString(CultureInfo.InvariantCulture), ControlSources.State),
            new("Judged again for late records", rows.Count(row => row.Revision > 0).ToString(CultureInfo.InvariantCulture), ControlSources.State),
            .. ledger.Value.Aged.Take(5).Select(aged => new ControlEvidence($"Window {Time(aged.Window.From)}", aged.Window.Reason ?? aged.Window.Status.ToString(), ControlSources.State)),
            .. partial.Take(5).Select(row => new ControlEvidence($"Window {Time(row.From)}", row.Reason ?? "in part", ControlSources.State)),
        ];
        // What is planned and not begun is in no row; its age tells.
        if (ledger.Value.AgedCount > 0 || ledger.Value.OldestUnjudgedAge > alarm + (options?.SettleLag ?? TimeSpan.Zero)) return Fail(resource, string.Create(CultureInfo.InvariantCulture, $"Windows of the {resource} wait for longer than {alarm.TotalMinutes:0} minutes to be judged, the oldest for {(ledger.Value.OldestUnjudgedAge ?? TimeSpan.Zero).TotalMinutes:0}."), evidence);
        if (holes.Count > 0) return Fail(resource, $"Between windows of the {resource} there is time that none covers: from {Time(holes[0].To)} to {Time(holes[0].From)}.", evidence);
        return partial.Count > 0
            ? Fail(resource, $"{partial.Count} of {rows.Count} windows of the {resource} were judged in part only, the first from {Time(partial[0].From)}: {partial[0].Reason}", evidence)
            : Pass(resource, $"All {rows.Count} windows of the {resource} in {facts.Operation.Window} are judged or not due yet.", evidence);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "Z";
}
