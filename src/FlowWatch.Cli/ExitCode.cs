using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Findings;

namespace FlowWatch.Cli;

/// <summary>What the command's exit code means. The same for every command; scripts rely on it.</summary>
internal static class ExitCode
{
    /// <summary>Everything was looked at and nothing was found.</summary>
    public const int Clean = 0;

    /// <summary>Findings at or above <c>--fail-on</c>.</summary>
    public const int Findings = 1;

    /// <summary>Something could not be looked at, or the result could not be written.</summary>
    public const int Partial = 2;

    /// <summary>Bad input or configuration: nothing was done.</summary>
    public const int BadInput = 3;

    /// <summary>No valid credentials for AWS.</summary>
    public const int Authentication = 4;

    /// <summary>A bug in FlowWatch.</summary>
    public const int Bug = 70;

    /// <summary>Cancelled with Ctrl+C.</summary>
    public const int Cancelled = 130;

    /// <summary>Whoever read the output stopped reading (<c>| head -1</c>): what other commands end with then.</summary>
    public const int OutputClosed = 141;

    /// <summary>The exit code for a compliance report: what could not be verified weighs more than a failure, as the report says less than it should.</summary>
    /// <param name="report">The report.</param>
    /// <param name="failOn">The lowest severity of a failed control that counts, or <c>never</c>.</param>
    public static int Of(ComplianceReport report, string failOn)
    {
        var rows = ComplianceRow.Of(report).ToList();
        var unknown = rows.Where(row => row.Status == ControlStatus.NotVerified).ToList();
        var failures = unknown.SelectMany(row => row.Result?.NotSeen ?? []).ToList();
        if (failures.Count > 0 && failures.All(failure => failure.Kind == FactFailureKind.NoCredentials)) return Authentication;
        if (unknown.Count > 0) return Partial;
        return !failOn.Equals("never", StringComparison.OrdinalIgnoreCase) && rows.Any(row => row.Status == ControlStatus.Fail && row.Control?.Severity >= Enum.Parse<Severity>(failOn, ignoreCase: true)) ? Findings : Clean;
    }

    /// <summary>The exit code for a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="failOn">The lowest severity that counts, or <c>never</c>.</param>
    public static int Of(ScanReport report, string failOn)
    {
        if (report.Status == ScanStatus.Partial) return Partial;
        return !failOn.Equals("never", StringComparison.OrdinalIgnoreCase) && report.Findings.Any(finding => finding.Severity >= Enum.Parse<Severity>(failOn, ignoreCase: true)) ? Findings : Clean;
    }
}
