using FlowWatch.Core.Compliance.Reports.Chain;

namespace FlowWatch.Functions.Hosting;

/// <summary>Stands where the configuration names no place for compliance reports: the host starts, and whoever wants a report is told.</summary>
internal sealed class MissingReportStore : IComplianceReportStore
{
    /// <inheritdoc/>
    public string Place => "nowhere";

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListAsync(string? after, CancellationToken cancellationToken) => throw Missing();

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) => throw Missing();

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw Missing();

    private static ReportStoreException Missing() => new("There is no place for compliance reports. Name one with reports.folder or reports.storage.");
}
