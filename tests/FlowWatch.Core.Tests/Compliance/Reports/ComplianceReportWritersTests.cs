using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Compliance.Reports;

public sealed class ComplianceReportWritersTests : IDisposable
{
    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Json_StoredReport_IsTheFileItself() => Assert.Equal(await File.ReadAllBytesAsync((await StoredAsync()).File), Encoding.UTF8.GetBytes(await WriteAsync("json")));

    [Fact]
    public async Task Csv_Report_HasOneRowPerResult()
    {
        var lines = (await WriteAsync("csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(9, lines.Length);
        Assert.StartsWith("report,generatedAt,target,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",not-verified,", lines[5], StringComparison.Ordinal);
        Assert.Contains(",sns:ListSubscriptionsByTopic,", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ocsf_Report_HasOneEventOfClass2003PerResult()
    {
        using var events = JsonDocument.Parse(await WriteAsync("ocsf"));

        var all = events.RootElement.EnumerateArray().ToList();
        Assert.Equal(8, all.Count);
        Assert.All(all, one => Assert.Equal((2003, 200301), (one.GetProperty("class_uid").GetInt32(), one.GetProperty("type_uid").GetInt32())));
        Assert.Equal([1, 3, 1, 1, 0, 3, 3, 1], all.Select(one => one.GetProperty("compliance").GetProperty("status_id").GetInt32()));
        Assert.Equal(8, all.Select(one => one.GetProperty("finding_info").GetProperty("uid").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Html_Report_TellsWhatAnAuditorAsks()
    {
        var page = await WriteAsync("html");
        var text = System.Net.WebUtility.HtmlDecode(Regex.Replace(page, "<style>.*?</style>|<[^>]+>", " ", RegexOptions.Singleline));

        Assert.Contains("2 of 3 requirements are not met, 1 could not be verified", text, StringComparison.Ordinal);
        Assert.Contains("Missing permission:", text, StringComparison.Ordinal);
        Assert.Contains("sns:ListSubscriptionsByTopic", text, StringComparison.Ordinal);
        Assert.Contains("ciso@example.com", text, StringComparison.Ordinal);
        Assert.Contains("--region eu-central-1 --filter Name=resource-id,Values=vpc-0456", text, StringComparison.Ordinal);
        Assert.Contains("61,140 of 61,319 hours have an object (99.7 %)", text, StringComparison.Ordinal);
        Assert.Contains("6f1c0e3a-1111-4222-8333-444455556666", text, StringComparison.Ordinal);
        Assert.Contains("169.254.169.254", text, StringComparison.Ordinal);
        Assert.Contains((await StoredAsync()).Report.Hash!, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_Report_LoadsAndRunsNothing()
    {
        var page = await WriteAsync("html");

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("""(?:src|srcset|data|action|style)\s*=\s*["']""", Regex.Replace(page, "<style>.*?</style>", "", RegexOptions.Singleline));
        Assert.DoesNotMatch("<(?:img|link|iframe|object|embed|base)\\b", page);
        Assert.DoesNotMatch(@"url\(|@import", page);
        Assert.Contains("default-src &#x27;none&#x27;", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task Html_HostileText_StaysText(int index)
    {
        var hostile = HostileText.All[index];
        await folder.AppendAsync(1);
        var plain = Regex.Count(await WriteAsync("html", Hostile("x")), "<[a-zA-Z/!]");

        Assert.Equal(plain, Regex.Count(await WriteAsync("html", Hostile(hostile)), "<[a-zA-Z/!]"));
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task Csv_HostileText_StaysInItsRow(int index)
    {
        var rows = (await WriteAsync("csv", Hostile(HostileText.All[index]))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(10, rows.Length);
        Assert.DoesNotContain(rows, row => Regex.IsMatch(row, "(?:^|,)\"?[=+@-]"));
    }

    [Theory]
    [InlineData("vpc-1; rm -rf /")]
    [InlineData("$(reboot)")]
    [InlineData("-oProxyCommand=x")]
    [InlineData("a\nb")]
    public async Task Html_ResourceThatAShellWouldRun_IsNotPutIntoTheCommand(string resource)
    {
        var page = await WriteAsync("html", SampleCompliance.Report(null, SampleCompliance.Result("record-latency", ControlStatus.Fail, resource, "It is late.")));

        Assert.Contains("Values={resource}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_SecondReport_TellsWhatChanged()
    {
        await folder.AppendAsync(1);
        var later = await folder.Chain.AppendAsync(SampleCompliance.Report(SampleCompliance.Now.AddDays(1), SampleCompliance.Result("record-latency", ControlStatus.Fail, "eni-0late", "Interface eni-0late is late.")), default);

        var page = await WriteAsync("html", await folder.ViewAsync(later.Id));

        Assert.Contains("What changed since", page, StringComparison.Ordinal);
        Assert.Contains("One column per report, the last 2.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report.html", "html")]
    [InlineData("report.HTM", "html")]
    [InlineData("report.json", "json")]
    [InlineData("report.csv", "csv")]
    [InlineData("report.txt", null)]
    public void ForPath_Extension_TellsTheFormat(string path, string? format) => Assert.Equal(format, ComplianceReportWriters.ForPath(path)?.Format);

    private static ComplianceReport Hostile(string text)
    {
        var report = SampleCompliance.Report(null, SampleCompliance.Result("record-latency", ControlStatus.Fail, text, text, new ControlEvidence(text, text, text)));
        return report with { Targets = [.. report.Targets.Select(target => target with { Target = target.Target, Environment = text, LogGroup = text, Bucket = text })] };
    }

    private async Task<(ComplianceReport Report, string File)> StoredAsync()
    {
        var report = await folder.Chain.LatestAsync(default) ?? await folder.Chain.AppendAsync(SampleCompliance.Report(), default);
        return (report, folder.FileOf(report.Number));
    }

    private async Task<string> WriteAsync(string format, ComplianceReport? report = null)
    {
        var stored = report is null ? (await StoredAsync()).Report : await folder.Chain.AppendAsync(report, default);
        var view = await folder.ViewAsync(stored.Id);
        return await WriteAsync(format, report is null ? view : view with { Trend = [view.Trend[^1]], Previous = null });
    }

    private static async Task<string> WriteAsync(string format, ComplianceReportView view)
    {
        using var output = new MemoryStream();
        await ComplianceReportWriters.Find(format)!.WriteAsync(view, output, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
