using FlowWatch.Core.Compliance.Reports.Chain;

namespace FlowWatch.Core.Compliance.Reports;

/// <summary>A stored report with what stands around it in the chain: what a writer needs to show it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Content">What is stored of it, byte for byte.</param>
/// <param name="Previous">The report before it; null where there is none that can be read.</param>
/// <param name="Trend">The reports up to this one in few words, the oldest first, this one last.</param>
public sealed record ComplianceReportView(ComplianceReport Report, ReadOnlyMemory<byte> Content, ComplianceReport? Previous, IReadOnlyList<ReportSummary> Trend)
{
    /// <summary>The most reports that a trend has.</summary>
    public const int MaximumTrend = 30;

    /// <summary>What each requirement came to.</summary>
    public IReadOnlyList<RequirementResult> Requirements => RequirementResult.Of(Report);

    /// <summary>What changed since the report before; null where there is none.</summary>
    public ComplianceDifference? Difference => Previous is null ? null : ComplianceDifference.Of(Previous, Report);

    /// <summary>Reads a report and what stands around it; null where there is none of that id.</summary>
    /// <exception cref="ReportStoreException">The store cannot be used, or the report cannot be read.</exception>
    public static async Task<ComplianceReportView?> ReadAsync(ReportChain chain, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chain);
        if (await chain.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } report || await chain.ContentAsync(report.Number, cancellationToken).ConfigureAwait(false) is not { } content) return null;
        var earlier = await chain.ListAsync(report.Number, MaximumTrend - 1, cancellationToken).ConfigureAwait(false);
        return new ComplianceReportView(report, content, await chain.BeforeAsync(report.Number, cancellationToken).ConfigureAwait(false), [.. earlier.Reverse(), ReportSummary.Of(report)]);
    }
}
