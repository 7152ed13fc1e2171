using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Dashboard;

/// <summary>A window of a check and a target.</summary>
/// <param name="From">The first instant of it.</param>
/// <param name="To">The first instant after it.</param>
/// <param name="State">How far its judging has come.</param>
/// <param name="Records">Records that were read to judge it, those of the overlap before it included; null where unknown.</param>
/// <param name="Traffic">What the flow logs tell of the window itself; null where unknown.</param>
/// <param name="Findings">Findings of the last judging; null where it was not judged.</param>
/// <param name="JudgedAt">When it was last judged.</param>
/// <param name="Reason">Why it failed, or what could not be looked at.</param>
public sealed record ShownWindow(DateTimeOffset From, DateTimeOffset To, WindowState State, long? Records, WindowTraffic? Traffic, int? Findings, DateTimeOffset? JudgedAt, string? Reason)
{
    /// <summary>A window of the ledger.</summary>
    public static ShownWindow Of(WindowRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var state = row switch
        {
            { Status: WindowStatus.Failed } => WindowState.Failed,
            { Status: WindowStatus.Open } => WindowState.Open,
            { Status: WindowStatus.Due } => WindowState.Due,
            { Partial: true } => WindowState.Partial,
            { Revision: > 0 } => WindowState.Revised,
            _ => WindowState.Judged,
        };
        return new ShownWindow(row.From, row.To, state, row.Records, row.Traffic, row.Findings, row.JudgedAt, row.Reason);
    }

    /// <summary>Whether it is judged, if only in part.</summary>
    public bool IsJudged => State is WindowState.Judged or WindowState.Revised or WindowState.Partial;
}
