using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Reports;

/// <summary>Writes a scan report in one format.</summary>
public interface IScanReportWriter
{
    /// <summary>Name of the format, as <c>--format</c> takes it: <c>json</c>.</summary>
    string Format { get; }

    /// <summary>Writes the report. The stream stays open.</summary>
    /// <param name="report">The report.</param>
    /// <param name="detections">What is known about each detection, by its id; a finding of an unknown one is written without next steps.</param>
    /// <param name="output">Where to write, UTF-8 without byte order mark.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    Task WriteAsync(
        ScanReport report,
        IReadOnlyDictionary<string, DetectionMetadata> detections,
        Stream output,
        CancellationToken cancellationToken);
}
