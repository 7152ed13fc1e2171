using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance.Reports;

/// <summary>The words of compliance: the same in every format.</summary>
public static class ComplianceWords
{
    /// <summary>Statuses from the one that matters most to the one that matters least.</summary>
    public static IReadOnlyList<ControlStatus> StatusesDescending { get; } = [ControlStatus.Fail, ControlStatus.NotVerified, ControlStatus.Suppressed, ControlStatus.Pass, ControlStatus.NotApplicable];

    /// <summary>The status of a result, for programs: <c>not-verified</c>.</summary>
    public static string Of(ControlStatus status) => status switch
    {
        ControlStatus.Fail => "fail",
        ControlStatus.NotVerified => "not-verified",
        ControlStatus.Suppressed => "suppressed",
        ControlStatus.Pass => "pass",
        ControlStatus.NotApplicable => "not-applicable",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a control."),
    };

    /// <summary>The status of a result, for people: <c>NOT VERIFIED</c>. What must be heard is in capitals.</summary>
    public static string Loud(ControlStatus status) => status switch
    {
        ControlStatus.Fail => "FAIL",
        ControlStatus.NotVerified => "NOT VERIFIED",
        ControlStatus.Suppressed => "suppressed",
        ControlStatus.Pass => "pass",
        ControlStatus.NotApplicable => "not applicable",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a control."),
    };

    /// <summary>What a requirement came to: <c>Not met</c>.</summary>
    public static string Requirement(ControlStatus status) => status switch
    {
        ControlStatus.Fail => "Not met",
        ControlStatus.NotVerified => "Not verified",
        ControlStatus.Suppressed => "Met, with exceptions",
        ControlStatus.Pass => "Met",
        ControlStatus.NotApplicable => "Not applicable",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a control."),
    };

    /// <summary>The status of a gap: <c>open</c>.</summary>
    public static string Of(ArchiveGapStatus status) => status switch
    {
        ArchiveGapStatus.Open => "open",
        ArchiveGapStatus.Explained => "explained",
        ArchiveGapStatus.Acknowledged => "acknowledged",
        ArchiveGapStatus.NotVerified => "not-verified",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a gap."),
    };

    /// <summary>How many of which: <c>2 FAIL, 1 NOT VERIFIED, 40 pass</c>.</summary>
    public static string Of(StatusTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var parts = StatusesDescending.Where(status => tally.Number(status) > 0).Select(status => $"{ReadableNumber.Count(tally.Number(status))} {Loud(status)}").ToList();
        return parts.Count == 0 ? "nothing was judged" : string.Join(", ", parts);
    }
}
