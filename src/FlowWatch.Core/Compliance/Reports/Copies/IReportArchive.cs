using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.Reports.Copies;

/// <summary>Puts copies of reports into a target's archive bucket, where the retention and the lock of the flow logs hold for them too.</summary>
public interface IReportArchive
{
    /// <summary>Puts a copy, unless there is one already. Never writes over what is there.</summary>
    /// <param name="target">Whose archive; it must name where reports go (<see cref="ArchiveLocation.Reports"/>).</param>
    /// <param name="name">Name of the report's file.</param>
    /// <param name="content">The report, byte for byte.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <returns>What is there now; a failure where the copy could not be put, or something else is there under its name.</returns>
    Task<Fact<ReportCopy>> PutAsync(MonitoredTarget target, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);
}
