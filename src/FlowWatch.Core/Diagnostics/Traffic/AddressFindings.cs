using FlowWatch.Core.Checks;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Diagnostics.Traffic;

/// <summary>What checks found about one address.</summary>
internal static class AddressFindings
{
    /// <summary>Findings shown at the most, the newest first.</summary>
    public const int Most = 100;

    private static readonly IReadOnlyList<DiagnosticColumn> Columns =
    [
        new("first-seen", DiagnosticColumnKind.Instant), new("last-seen", DiagnosticColumnKind.Instant), new("detection", DiagnosticColumnKind.Text), new("severity", DiagnosticColumnKind.Text),
        new("source", DiagnosticColumnKind.Text), new("summary", DiagnosticColumnKind.Text), new("fingerprint", DiagnosticColumnKind.Text),
    ];

    /// <summary>The findings whose source or target it is, and that were seen in a window.</summary>
    public static async Task<DiagnosticTable> TableAsync(FindingStore findings, string target, string address, TimeWindow window, CancellationToken cancellationToken)
    {
        var found = new List<Finding>();
        foreach (var check in CheckRunnerOptions.Checks)
        {
            // A finding may go back to before the window it was found in.
            await foreach (var finding in findings.ListAsync(target, check, window.From, null, cancellationToken).ConfigureAwait(false))
            {
                if (finding.Window.From < window.To && finding.Window.To > window.From && (finding.Source == address || finding.Targets.Contains(address))) found.Add(finding);
            }
        }

        return new DiagnosticTable("findings", "Findings about it", Columns, [.. found.OrderByDescending(finding => finding.Window.To).ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal).Take(Most).Select(Row)]);
    }

    private static IReadOnlyList<object?> Row(Finding finding) =>
        [finding.Window.From, finding.Window.To, finding.Detection, ReportWords.Of(finding.Severity), finding.Source, finding.Summary, finding.Fingerprint];
}
