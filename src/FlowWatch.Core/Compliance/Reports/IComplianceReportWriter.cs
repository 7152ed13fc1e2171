namespace FlowWatch.Core.Compliance.Reports;

/// <summary>Writes a compliance report in one format.</summary>
public interface IComplianceReportWriter
{
    /// <summary>Name of the format: <c>html</c>.</summary>
    string Format { get; }

    /// <summary>What it is on the web: <c>text/html; charset=utf-8</c>.</summary>
    string ContentType { get; }

    /// <summary>Writes the report.</summary>
    /// <param name="view">The report and what stands around it.</param>
    /// <param name="output">Where to; it is not closed.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    Task WriteAsync(ComplianceReportView view, Stream output, CancellationToken cancellationToken);
}
