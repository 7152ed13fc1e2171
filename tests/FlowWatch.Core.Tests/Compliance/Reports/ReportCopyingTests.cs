using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Compliance.Reports.Copies;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Incidents;
using NSubstitute;

namespace FlowWatch.Core.Tests.Compliance.Reports;

public sealed class ReportCopyingTests : IDisposable
{
    private readonly ReportFolder folder = new();
    private readonly IncidentFixture incidents = new();
    private readonly IReportArchive archive = Substitute.For<IReportArchive>();
    private readonly List<(string Bucket, string Name, byte[] Content)> put = [];
    private readonly MonitoredTarget target = IncidentFixture.Target with { Archive = new ArchiveLocation("archive", "", ArchiveFeed.FlowLog) { Reports = "flowwatch-reports/" } };
    private FactFailure? refusal;

    public ReportCopyingTests() => archive.PutAsync(default!, default!, default, default).ReturnsForAnyArgs(call =>
    {
        if (refusal is not null) return (Fact<ReportCopy>)refusal;
        put.Add((call.Arg<MonitoredTarget>().Archive!.Bucket, call.Arg<string>(), call.Arg<ReadOnlyMemory<byte>>().ToArray()));
        return new ReportCopy(call.Arg<string>(), false, "AES256");
    });

    public void Dispose()
    {
        incidents.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task RunAsync_ReportAfterReport_CopiesEachOnceByteForByte()
    {
        await folder.AppendAsync(2);
        Assert.Empty(await RunAsync(2, target));
        await folder.AppendAsync(1);
        Assert.Empty(await RunAsync(3, target));

        Assert.Equal([1, 2, 3], put.Select(one => ReportName.NumberOfFile(one.Name)!.Value));
        Assert.All(put, one => Assert.Equal(File.ReadAllBytes(folder.FileOf(ReportName.NumberOfFile(one.Name)!.Value)), one.Content));
    }

    [Fact]
    public async Task RunAsync_NoTargetAsks_CopiesNothing()
    {
        await folder.AppendAsync(1);

        Assert.Empty(await RunAsync(1, IncidentFixture.Target, target with { Archive = new ArchiveLocation("archive", "", ArchiveFeed.FlowLog) }));
        Assert.Empty(put);
    }

    [Fact]
    public async Task RunAsync_TargetsThatShareAPlace_GetOneCopy()
    {
        await folder.AppendAsync(1);
        var other = target with { Name = "other", Archive = target.Archive! with { Bucket = "other" } };

        await RunAsync(1, target, target with { Name = "twin" }, other);

        Assert.Equal(["archive", "other"], put.Select(one => one.Bucket));
    }

    [Fact]
    public async Task RunAsync_Refused_IsToldAndGoesOnWhereItStopped()
    {
        await folder.AppendAsync(1);
        await RunAsync(1, target);
        await folder.AppendAsync(2);
        refusal = new FactFailure(FactFailureKind.AccessDenied, "s3:PutObject", "arn:aws:s3:::archive/flowwatch-reports/report-00000002.json", "no");

        var trouble = Assert.Single(await RunAsync(3, target));

        Assert.Equal(("s3://archive/flowwatch-reports/", "report-00000002.json"), (trouble.Place, trouble.Report));
        Assert.Contains("NOT COPIED", trouble.ToString(), StringComparison.Ordinal);
        var incident = Assert.Single(await incidents.AllAsync());
        Assert.Equal(("REPORT_NOT_COPIED", IncidentStatus.New), (incident.Detection, incident.Status));
        Assert.Contains("s3:PutObject", incident.Summary, StringComparison.Ordinal);
        Assert.True((await folder.Chain.VerifyAsync(false, default)).IsWhole);

        refusal = null;
        Assert.Empty(await RunAsync(3, target));
        Assert.Equal([1, 2, 3], put.Select(one => ReportName.NumberOfFile(one.Name)!.Value));
        Assert.Equal(IncidentStatus.Resolved, Assert.Single(await incidents.AllAsync()).Status);
    }

    [Fact]
    public async Task RunAsync_OneIsMissing_CopiesTheOthers()
    {
        await folder.AppendAsync(3);
        File.Delete(folder.FileOf(2));

        Assert.Empty(await RunAsync(3, target));
        Assert.Equal([1, 3], put.Select(one => ReportName.NumberOfFile(one.Name)!.Value));
    }

    [Fact]
    public async Task RunAsync_OnePlaceRefuses_TheOtherGetsItsCopy()
    {
        await folder.AppendAsync(1);
        archive.PutAsync(Arg.Is<MonitoredTarget>(one => one.Name == "bad"), Arg.Any<string>(), Arg.Any<ReadOnlyMemory<byte>>(), Arg.Any<CancellationToken>())
            .Returns((Fact<ReportCopy>)new FactFailure(FactFailureKind.NotFound, "s3:PutObject", "arn:aws:s3:::gone", "NoSuchBucket"));

        var trouble = Assert.Single(await RunAsync(1, target with { Name = "bad", Archive = target.Archive! with { Bucket = "gone" } }, target));

        Assert.Equal("bad", trouble.Target);
        Assert.Single(put);
    }

    private Task<IReadOnlyList<ReportCopyTrouble>> RunAsync(int newest, params IReadOnlyList<MonitoredTarget> targets) =>
        new ReportCopying(folder.Chain, archive, incidents.Store, incidents.Recorder, incidents.Time).RunAsync(targets, newest, null, default);
}
