using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Compliance.Reports;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Core.Tests.Compliance.Archive;

public sealed class ArchiveGapRegisterTests : IDisposable
{
    private const string First = "fl-1";
    private const string Second = "fl-2";

    private static readonly DateTimeOffset Gap = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);

    private readonly ReportFolder folder = new();
    private readonly FakeTimeProvider time = new(Gap.AddDays(3));
    private readonly ArchiveGapRegister register;

    public ArchiveGapRegisterTests() => register = new ArchiveGapRegister(folder.Chain, new ArchiveAcknowledgements(folder.State, time), time);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ListAsync_NoReport_NamesNone()
    {
        var list = await register.ListAsync(null, default);

        Assert.Null(list.Report);
        Assert.Empty(list.Gaps);
    }

    [Fact]
    public async Task ListAsync_ExplainedGap_IsLeftOut()
    {
        await StoreAsync();

        var list = await register.ListAsync("one", default);

        Assert.Equal([(First, 6L, ArchiveGapStatus.Open), (Second, 6L, ArchiveGapStatus.NotVerified)], list.Gaps.Select(gap => (gap.Source, gap.Hours, gap.Gap.Status)));
        Assert.Equal(["unlisted"], (await register.ListAsync(null, default)).NotVerified);
    }

    [Fact]
    public async Task AcknowledgeAsync_PartOfAGap_LeavesTheRestOpen()
    {
        await StoreAsync();

        var answer = await AcknowledgeAsync(Good with { Source = First, From = "2026-11-20T05:30Z", To = "2026-11-20T06:30Z" });

        Assert.Empty(answer.Errors);
        var first = (await register.ListAsync("one", default)).Gaps.Where(gap => gap.Source == First).ToList();
        Assert.Equal([(Gap, ArchiveGapStatus.Open), (Gap.AddHours(2), ArchiveGapStatus.Acknowledged), (Gap.AddHours(4), ArchiveGapStatus.Open)], first.Select(gap => (gap.Gap.From, gap.Gap.Status)));
        Assert.Equal("kim, 2026-11-23: The role was gone; ticket 4711.", first[1].Gap.Explanation);
    }

    [Fact]
    public async Task AcknowledgeAsync_AWideStretch_MeansOnlyHoursThatAreMissing()
    {
        await StoreAsync();

        await AcknowledgeAsync(Good with { From = "2026-01-01", To = "2026-11-23" });

        var said = await new ArchiveAcknowledgements(folder.State, time).ListAsync("one", default);
        Assert.Equal([First, Second], said.Select(one => one.Source).Order());
        Assert.All(said, one => Assert.Equal((Gap, Gap.AddHours(6)), (one.From, one.To)));
        Assert.All((await register.ListAsync("one", default)).Gaps, gap => Assert.Equal(ArchiveGapStatus.Acknowledged, gap.Gap.Status));
    }

    [Fact]
    public async Task AcknowledgeAsync_Twice_IsRefused()
    {
        await StoreAsync();
        await AcknowledgeAsync(Good);

        var again = await AcknowledgeAsync(Good);

        Assert.Equal(["from"], again.Errors.Keys);
    }

    [Fact]
    public async Task AcknowledgeAsync_NothingGiven_TellsAll() =>
        Assert.Equal(["from", "owner", "reason", "target", "to"], (await AcknowledgeAsync(new ArchiveGapRequest())).Errors.Keys.Order());

    [Theory]
    [InlineData("two", null, "2026-11-20", "2026-11-21", "kim", "target")]
    [InlineData("bare", null, "2026-11-20", "2026-11-21", "kim", "target")]
    [InlineData("one", "fl-9", "2026-11-20", "2026-11-21", "kim", "source")]
    [InlineData("one", null, "yesterday", "2026-11-21", "kim", "from")]
    [InlineData("one", null, "2026-11-20", "2026-11-20", "kim", "to")]
    [InlineData("one", null, "2026-11-20", "2026-11-24", "kim", "to")]
    [InlineData("one", null, "2026-10-20", "2026-10-21", "kim", "from")]
    [InlineData("one", null, "2026-11-20", "2026-11-21", "kim\nlee", "owner")]
    public async Task AcknowledgeAsync_WhatCannotBe_IsRefusedAndNamesTheMember(string target, string? source, string from, string to, string owner, string member)
    {
        await StoreAsync();

        var answer = await AcknowledgeAsync(Good with { Target = target, Source = source, From = from, To = to, Owner = owner });

        Assert.Equal([member], answer.Errors.Keys);
        Assert.Empty(await new ArchiveAcknowledgements(folder.State, time).ListAsync("one", default));
    }

    private static ArchiveGapRequest Good => new() { Target = "ONE", From = "2026-11-20", To = "2026-11-21", Owner = "kim", Reason = "The role was gone; ticket 4711." };

    private Task<ArchiveGapAnswer> AcknowledgeAsync(ArchiveGapRequest request) => register.AcknowledgeAsync(request, [Target("one", "archive"), Target("bare", null)], default);

    private static MonitoredTarget Target(string name, string? bucket) => new()
    {
        Name = name,
        Environment = "test",
        Account = "111111111111",
        Region = "eu-central-1",
        LogGroup = "/flow",
        Archive = bucket is null ? null : new ArchiveLocation(bucket, "", ArchiveFeed.FlowLog),
    };

    private async Task StoreAsync()
    {
        var (from, to) = (Gap.AddDays(-1), Gap.AddDays(1));
        ArchiveCoverage Cover(string source, params ArchiveGap[] gaps) => new("111111111111", "eu-central-1", source, from, to, 48, 40, gaps);
        var archive = new ArchiveInventory
        {
            ListedAt = to,
            IsFull = true,
            Classes = [],
            UnknownKeys = 0,
            Coverage =
            [
                Cover(First, new ArchiveGap(from, from.AddHours(2), ArchiveGapStatus.Explained, "quiet"), new ArchiveGap(Gap, Gap.AddHours(6), ArchiveGapStatus.Open, "5 events")),
                Cover(Second, new ArchiveGap(Gap, Gap.AddHours(6), ArchiveGapStatus.NotVerified, "unknown")),
            ],
        };
        await folder.Chain.AppendAsync(
            SampleCompliance.Report(to) with
            {
                Targets =
                [
                    new TargetCompliance("one", "111111111111", "eu-central-1", "test", [], archive) { Bucket = "archive" },
                    new TargetCompliance("unlisted", "111111111111", "eu-central-1", "test", []) { Bucket = "other" },
                ],
            },
            default);
    }
}
