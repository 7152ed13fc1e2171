using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.State;
using FlowWatch.Local.Reports;
using FlowWatch.Local.State;
using Microsoft.Data.Sqlite;

namespace FlowWatch.Core.Tests.Compliance.Reports;

/// <summary>Reports in a folder of their own and their hashes in a state of its own, gone with the test.</summary>
internal sealed class ReportFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-reports-").FullName;

    public ReportFolder() => Chain = Open(State = SqliteStateStore.Open(Path.Combine(folder, "state.db")));

    public IStateStore State { get; }

    public ReportChain Chain { get; }

    public ReportChain Open(IStateStore? state) => new(new FolderReportStore(Path.Combine(folder, "reports")), state);

    public string FileOf(int number) => Path.Combine(folder, "reports", ReportName.File(number));

    /// <summary>Stores reports a day apart.</summary>
    public async Task<IReadOnlyList<ComplianceReport>> AppendAsync(int count)
    {
        var stored = new List<ComplianceReport>();
        for (var day = 0; day < count; day++) stored.Add(await Chain.AppendAsync(SampleCompliance.Report(SampleCompliance.Now.AddDays(day)), default));
        return stored;
    }

    public async Task<ComplianceReportView> ViewAsync(string id) => await ComplianceReportView.ReadAsync(Chain, id, default) ?? throw new InvalidOperationException($"No report {id}.");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
