using System.Net;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Findings;

namespace FlowWatch.Functions.Tests.Http;

public sealed class ComplianceTests
{
    [Fact]
    public async Task Get_NoReport_IsNotFound()
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.GetAsync("/api/compliance/latest");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty((await served.JsonAsync("/api/compliance")).GetProperty("value").EnumerateArray());
    }

    [Fact]
    public async Task Get_Json_IsTheStoredFile()
    {
        await using var served = await Served.StartAsync("one");
        var report = await StoreAsync(served);

        using var response = await served.GetAsync($"/api/compliance/{report.Id}");

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var content = await response.Content.ReadAsByteArrayAsync();
        Assert.True(ReportDocument.TryHash(content, out var stated, out var actual));
        Assert.Equal((report.Hash, report.Hash), (stated, actual));
    }

    [Theory]
    [InlineData("html", "text/html", "<!DOCTYPE html>")]
    [InlineData("csv", "text/csv", "report,generatedAt,")]
    [InlineData("ocsf", "application/json", "[")]
    public async Task Get_Format_IsAnsweredAsSuch(string format, string mediaType, string start)
    {
        await using var served = await Served.StartAsync("one");
        await StoreAsync(served);

        using var response = await served.GetAsync($"/api/compliance/latest?format={format}");

        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(start, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        if (format == "html") Assert.StartsWith("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/compliance/latest?format=pdf", HttpStatusCode.BadRequest)]
    [InlineData("/api/compliance/20261123T060000Z-00000009", HttpStatusCode.NotFound)]
    [InlineData("/api/compliance/..%2Fstate.db", HttpStatusCode.NotFound)]
    public async Task Get_WhatIsNotThere_IsAProblem(string path, HttpStatusCode status)
    {
        await using var served = await Served.StartAsync("one");
        await StoreAsync(served);

        using var response = await served.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Get_List_GoesOnAtItsNextLink()
    {
        await using var served = await Served.StartAsync("one");
        for (var count = 0; count < 3; count++) await StoreAsync(served);

        var first = await served.JsonAsync("/api/compliance?top=2");
        var second = await served.JsonAsync(first.GetProperty("nextLink").GetString()!);

        Assert.Equal(["-00000003", "-00000002", "-00000001"], first.GetProperty("value").EnumerateArray().Concat(second.GetProperty("value").EnumerateArray()).Select(one => one.GetProperty("id").GetString()![16..]));
        Assert.Null(second.GetProperty("nextLink").GetString());
    }

    [Fact]
    public async Task Post_ARun_StoresAReport()
    {
        await using var served = await Served.StartAsync("one");

        using var response = await served.SendAsync(HttpMethod.Post, "/api/compliance/runs");
        var id = (await Served.JsonAsync(response, 202)).GetProperty("id").GetString()!;
        var ended = await served.EndOfAsync(id);

        Assert.Equal("compliance", ended.Check);
        var report = await served.JsonAsync($"/api/compliance/{ended.Report}");
        Assert.Equal("one", report.GetProperty("targets")[0].GetProperty("target").GetString());
        Assert.Contains("not-verified", (await served.JsonAsync("/api/compliance")).ToString(), StringComparison.Ordinal);
    }

    private static Task<ComplianceReport> StoreAsync(Served served) => served.Service<ReportChain>().AppendAsync(
        new ComplianceReport
        {
            GeneratedAt = Served.Start,
            Period = new TimeWindow(Served.Start.AddDays(-30), Served.Start),
            FlowWatchVersion = "0.1.0",
            Requirements = RequirementMap.All,
            Targets = [new TargetCompliance("one", "111111111111", "eu-central-1", "production", [], NotVerified: "no credentials")],
        },
        default);
}
