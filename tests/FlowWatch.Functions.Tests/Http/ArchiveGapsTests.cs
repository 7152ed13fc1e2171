using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Functions.Tests.Http;

public sealed class ArchiveGapsTests
{
    private const string Good = """{"target":"one","from":"2026-01-03T00:00Z","to":"2026-01-04T00:00Z","owner":"kim","reason":"The role was gone."}""";

    private static readonly DateTimeOffset Gap = new(2026, 1, 3, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Get_NoReport_KnowsNone()
    {
        await using var served = await StartAsync();

        var list = await served.JsonAsync("/api/compliance/gaps");

        Assert.Null(list.GetProperty("report").GetString());
        Assert.Empty(list.GetProperty("value").EnumerateArray());
    }

    [Fact]
    public async Task Post_AGap_IsAcknowledgedInTheList()
    {
        await using var served = await StartAsync();
        await StoreAsync(served);
        Assert.Equal("open", Assert.Single((await served.JsonAsync("/api/compliance/gaps?target=one")).GetProperty("value").EnumerateArray()).GetProperty("status").GetString());

        using var response = await served.PostAsync("/api/compliance/gaps/acknowledgements", Good);
        var said = Assert.Single((await Served.JsonAsync(response, 200)).GetProperty("value").EnumerateArray());

        Assert.Equal(("acknowledged", 3, "kim, 2026-01-05: The role was gone."), (said.GetProperty("status").GetString(), said.GetProperty("hours").GetInt64(), said.GetProperty("explanation").GetString()));
        Assert.Equal(said.ToString(), Assert.Single((await served.JsonAsync("/api/compliance/gaps?status=acknowledged")).GetProperty("value").EnumerateArray()).ToString());
        Assert.Empty((await served.JsonAsync("/api/compliance/gaps?status=open")).GetProperty("value").EnumerateArray());
        Assert.Contains("3 missing hours of the archive of one were acknowledged", served.Errors + served.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "invalid-body", 400)]
    [InlineData("""{"ownr":"x"}""", "invalid-body", 400)]
    [InlineData("{}", "invalid-member", 422)]
    [InlineData("""{"target":"one","from":"2026-01-01","to":"2026-01-02","owner":"kim","reason":"r"}""", "invalid-member", 422)]
    public async Task Post_WhatIsNoGood_SaysWhy(string body, string type, int status)
    {
        await using var served = await StartAsync();
        await StoreAsync(served);

        using var response = await served.PostAsync("/api/compliance/gaps/acknowledgements", body);

        await Served.ProblemAsync(response, type, status);
        Assert.Empty((await served.JsonAsync("/api/compliance/gaps?status=acknowledged")).GetProperty("value").EnumerateArray());
    }

    private static Task<Served> StartAsync() => Served.StartAsync(state => Readings.Good(state, Readings.Target("one") with { Archive = new ArchiveLocation("archive", "", ArchiveFeed.FlowLog) }));

    private static Task<ComplianceReport> StoreAsync(Served served) => served.Service<ReportChain>().AppendAsync(
        new ComplianceReport
        {
            GeneratedAt = Served.Start,
            Period = new TimeWindow(Served.Start.AddDays(-30), Served.Start),
            FlowWatchVersion = "0.1.0",
            Requirements = RequirementMap.All,
            Targets =
            [
                new TargetCompliance("one", "111111111111", "eu-central-1", "production", [], new ArchiveInventory
                {
                    ListedAt = Served.Start,
                    IsFull = true,
                    Classes = [],
                    UnknownKeys = 0,
                    Coverage = [new ArchiveCoverage("111111111111", "eu-central-1", "fl-1", Gap.AddDays(-1), Gap.AddDays(1), 48, 45, [new ArchiveGap(Gap, Gap.AddHours(3), ArchiveGapStatus.Open, "5 events")])],
                }),
            ],
        },
        default);
}
