using System.Runtime.CompilerServices;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.LedgerPasses;

/// <summary>Reads the archive over HTTP and counts what was listed; CloudWatch counts a thousand events in every hour.</summary>
internal sealed class CountingReaders(IAccountReaders readers) : IAccountReaders, IMetricReader, IFlowLogArchive
{
    private IFlowLogArchive? archive;

    public int Pages { get; private set; }

    public long Objects { get; private set; }

    public INetworkInventory Network(MonitoredTarget target) => readers.Network(target);

    public ILogGroupReader LogGroups(MonitoredTarget target) => readers.LogGroups(target);

    public IRoleReader Roles(MonitoredTarget target) => readers.Roles(target);

    public IMetricReader Metrics(MonitoredTarget target) => this;

    public ITopicReader Topics(MonitoredTarget target) => readers.Topics(target);

    public IFlowLogArchive? Archive(MonitoredTarget target, bool restoreEnabled = false)
    {
        archive = readers.Archive(target, restoreEnabled);
        return this;
    }

    public Task<Fact<MetricSeries>> ReadAsync(MetricQuery query, CancellationToken cancellationToken)
    {
        var points = new List<MetricPoint>();
        for (var hour = query.From; hour < query.To; hour = hour.AddHours(1)) points.Add(new MetricPoint(hour, 1_000));
        return Task.FromResult<Fact<MetricSeries>>(new MetricSeries(points, true, []));
    }

    public async IAsyncEnumerable<Fact<ArchivePage>> ListAsync(string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in archive!.ListAsync(prefix, startAfter, cancellationToken))
        {
            Pages++;
            Objects += page.Value?.Objects.Count ?? 0;
            yield return page;
        }
    }

    public Task<BucketPosture> PostureAsync(CancellationToken cancellationToken) => archive!.PostureAsync(cancellationToken);

    public Task<Fact<ArchiveObjectDetails>> DetailsAsync(string key, CancellationToken cancellationToken) => archive!.DetailsAsync(key, cancellationToken);

    public Task<ArchiveRestoreResult> RestoreAsync(ArchiveRestoreRequest request, CancellationToken cancellationToken) => archive!.RestoreAsync(request, cancellationToken);
}
