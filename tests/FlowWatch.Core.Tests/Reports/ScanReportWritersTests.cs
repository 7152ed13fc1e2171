using System.Text;
using System.Text.Json;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Tests.Reports;

public class ScanReportWritersTests
{
    [Theory]
    [InlineData("report.json", "json")]
    [InlineData("report.ndjson", "ndjson")]
    [InlineData("report.jsonl", "ndjson")]
    [InlineData("report.csv", "csv")]
    [InlineData("a.b/report.MD", "markdown")]
    [InlineData("report.html", "html")]
    [InlineData("report.htm", "html")]
    [InlineData("report.txt", null)]
    [InlineData("report", null)]
    [InlineData("", null)]
    public void FormatForPath_Extension_NamesTheFormat(string path, string? expected) => Assert.Equal(expected, ScanReportWriters.FormatForPath(path));

    [Fact]
    public void Find_EveryFormat_IsThereOnce()
    {
        Assert.Equal(["json", "ndjson", "csv", "markdown", "html", "ocsf"], ScanReportWriters.All.Select(writer => writer.Format));
        Assert.All(ScanReportWriters.All, writer => Assert.Same(writer, ScanReportWriters.Find(writer.Format.ToUpperInvariant())));
    }

    [Fact]
    public void Find_UnknownFormat_IsNull() => Assert.Null(ScanReportWriters.Find("pdf"));

    [Fact]
    public async Task Ndjson_NoFindings_IsEmpty() => Assert.Empty(await ReportFixture.WriteAsync("ndjson", ReportFixture.Empty));

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:DB8::1", "2001:db8::1")]
    [InlineData("203.0.113.7\" | limit 1 #", null)]
    [InlineData("fe80::1%eth0", null)]
    [InlineData("1", null)]
    [InlineData("0x7f.1", null)]
    [InlineData("010.0.0.1", null)]
    [InlineData("-", null)]
    [InlineData("", null)]
    public async Task Json_Source_IsFilledInTheQueryOnlyAsAnAddress(string source, string? expected)
    {
        var finding = ReportFixture.Rich.Findings[0] with { Source = source };
        var bytes = await ReportFixture.WriteAsync("json", ReportFixture.Rich with { Findings = [finding] });
        using var report = JsonDocument.Parse(bytes);

        var written = report.RootElement.GetProperty("findings")[0].TryGetProperty("query", out var query);

        Assert.Equal(expected is not null, written);
        Assert.True(expected is null || query.GetString()!.Contains($"srcAddr = \"{expected}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Severity.Informational, 1)]
    [InlineData(Severity.Low, 2)]
    [InlineData(Severity.Medium, 3)]
    [InlineData(Severity.High, 4)]
    [InlineData(Severity.Critical, 5)]
    public async Task Ocsf_Severity_HasItsId(Severity severity, int expected)
    {
        var finding = ReportFixture.Rich.Findings[0] with { Severity = severity };
        using var events = JsonDocument.Parse(await ReportFixture.WriteAsync("ocsf", ReportFixture.Rich with { Findings = [finding], Suppressed = [] }));

        var written = Assert.Single(events.RootElement.EnumerateArray());

        Assert.Equal(expected, written.GetProperty("severity_id").GetInt32());
        Assert.Equal(200401, written.GetProperty("type_uid").GetInt64());
        Assert.Equal(finding.Fingerprint, written.GetProperty("finding_info").GetProperty("uid").GetString());
    }

    [Fact]
    public async Task Ocsf_SuppressedFinding_HasStatusSuppressed()
    {
        using var events = JsonDocument.Parse(await ReportFixture.WriteAsync("ocsf", ReportFixture.Rich));

        var statuses = events.RootElement.EnumerateArray().Select(written => written.GetProperty("status_id").GetInt32());

        Assert.Equal([1, 1, 1, 1, 1, 1, 3], statuses);
    }

    [Fact]
    public async Task Html_AnyReport_LoadsNothingAndRunsNothing()
    {
        var html = Encoding.UTF8.GetString(await ReportFixture.WriteAsync("html", ReportFixture.Rich));

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("default-src &#x27;none&#x27;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Html_ManyFindings_DrawsTheFirstOnesAndSaysSo()
    {
        var finding = ReportFixture.Rich.Findings[0];
        var report = ReportFixture.Rich with { Findings = [.. Enumerable.Repeat(finding, 40)], DataWindow = null };

        var html = Encoding.UTF8.GetString(await ReportFixture.WriteAsync("html", report));

        Assert.Contains("The first 30 of 40 findings are drawn.", html, StringComparison.Ordinal);
        Assert.Contains("id=\"finding-40\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_FindingWithoutDuration_IsDrawn()
    {
        var instant = ReportFixture.Rich.Findings[0].Window.From;
        var finding = ReportFixture.Rich.Findings[0] with { Window = new TimeWindow(instant, instant) };

        var html = Encoding.UTF8.GetString(await ReportFixture.WriteAsync("html", ReportFixture.Rich with { Findings = [finding], DataWindow = finding.Window }));

        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("markdown")]
    public async Task FormatsForPeople_DetectionThatCouldNotRun_IsSaidLoudly(string format)
    {
        var report = ReportFixture.Empty with { Coverage = [new DetectionCoverage("BRUTE_FORCE", CoverageLevel.None, ["packets"], [])] };

        var text = Encoding.UTF8.GetString(await ReportFixture.WriteAsync(format, report));

        Assert.Contains("could not run: the format lacks packets", text, StringComparison.Ordinal);
        Assert.Contains("could be looked at", text.Replace("Could not be", "could be", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Everything in scope was read", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0 places", text, StringComparison.Ordinal);
    }
}
