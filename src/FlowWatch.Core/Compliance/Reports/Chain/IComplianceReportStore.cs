namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>
/// Where reports are kept: files that are written once and never changed. Safe for several hosts at once, because a name is given away
/// only once.
/// </summary>
public interface IComplianceReportStore
{
    /// <summary>The place in words, for people: <c>folder /var/lib/flowwatch/reports</c>.</summary>
    string Place { get; }

    /// <summary>The names of the files, in the order of their names (by code unit).</summary>
    /// <param name="after">Only names after this one; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ReportStoreException">The place cannot be used.</exception>
    IAsyncEnumerable<string> ListAsync(string? after, CancellationToken cancellationToken);

    /// <summary>Reads a file; null where there is none of that name.</summary>
    /// <exception cref="ReportStoreException">The place cannot be used.</exception>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a file whole, unless there is one of that name.</summary>
    /// <returns>False where there is one already, from whomever; nothing was written then.</returns>
    /// <exception cref="ReportStoreException">The place cannot be used.</exception>
    Task<bool> TryAddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);
}
