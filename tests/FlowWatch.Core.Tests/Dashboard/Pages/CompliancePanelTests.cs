using System.Text.RegularExpressions;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Dashboard.Pages;
using FlowWatch.Core.Tests.Compliance.Reports;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Dashboard.Pages;

public sealed class CompliancePanelTests : IDisposable
{
    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Render_NoReport_SaysSo() => Assert.Equal("No report has been made yet.", (await RenderAsync()).Text);

    [Fact]
    public async Task Render_ReportsThatCannotBeRead_IsLoud()
    {
        await folder.AppendAsync(1);
        await File.WriteAllTextAsync(folder.FileOf(1), "{");

        var panel = await RenderAsync();

        Assert.StartsWith("NOT VERIFIED: the reports cannot be read.", panel.Text, StringComparison.Ordinal);
        Assert.Contains("report-00000001.json", panel.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_Reports_EachRequirementWithItsHistoryAndTheWorstOfTheNewest()
    {
        await folder.AppendAsync(1);
        await folder.Chain.AppendAsync(Met(), default);
        await folder.Chain.AppendAsync(SampleCompliance.Report(SampleCompliance.Now.AddDays(2)), default);

        var panel = await RenderAsync();

        Assert.Contains("13.16 FAILED", panel.Text, StringComparison.Ordinal);
        Assert.Contains("13.17 NOT VERIFIED", panel.Text, StringComparison.Ordinal);
        Assert.Contains("13.18 FAILED", panel.Text, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"13.16, the last 3 reports: FAILED, met, FAILED\"", panel.Html, StringComparison.Ordinal);
        Assert.Equal(["mark-fail", "mark-pass", "mark-fail"], Regex.Matches(panel.Html, "mark-[a-z]+").Take(3).Select(mark => mark.Value));
        Assert.Contains("marks are the last 3 reports", panel.Text, StringComparison.Ordinal);
        Assert.Contains("FAILED archive-complete production-eu 32 hours of flow log", panel.Text, StringComparison.Ordinal);
        Assert.Contains("NOT VERIFIED topics-confirmed production-eu The subscriptions of the topic could not be looked at.", panel.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("more", panel.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_MoreProblemsThanFit_SaysHowManyMore()
    {
        await folder.Chain.AppendAsync(SampleCompliance.Report(null, [.. Enumerable.Range(0, 9).Select(index => SampleCompliance.Result("traffic-type-all", ControlStatus.Fail, $"vpc-{index}", "Refused traffic only."))]), default);

        Assert.EndsWith("and 6 more", (await RenderAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_AllIsWell_HasNoListOfProblems()
    {
        await folder.Chain.AppendAsync(Met(), default);

        var panel = await RenderAsync();

        Assert.Contains("13.16 met", panel.Text, StringComparison.Ordinal);
        Assert.Contains("13.18 met, with exceptions", panel.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"plain\"", panel.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileText.Indexes), MemberType = typeof(HostileText))]
    public async Task Render_HostileText_StaysText(int index)
    {
        await folder.Chain.AppendAsync(Hostile("x"), default);
        var plain = Regex.Count((await RenderAsync()).Html, "<[a-zA-Z/!]");
        await folder.Chain.AppendAsync(Hostile("x"), default);
        await folder.Chain.AppendAsync(Hostile(HostileText.All[index]), default);

        // Two more reports are two more marks for each of the three requirements.
        Assert.Equal(plain + (2 * 3 * 2), Regex.Count((await RenderAsync()).Html, "<[a-zA-Z/!]"));
    }

    private async Task<Rendered> RenderAsync() => await Rendered.OfAsync<CompliancePanel>(new()
    {
        [nameof(CompliancePanel.Board)] = await new ComplianceBoardReader(folder.Chain).ReadAsync(null, default),
        [nameof(CompliancePanel.Now)] = SampleCompliance.Now.AddDays(3),
    });

    // The same report, with everything in it put right but the exception.
    private static ComplianceReport Met()
    {
        var report = SampleCompliance.Report(SampleCompliance.Now.AddDays(1));
        return report with { Targets = [report.Targets[0] with { Results = [.. report.Targets[0].Results.Select(result => result.Status >= ControlStatus.NotVerified ? result with { Status = ControlStatus.Pass, NotSeen = [] } : result)] }] };
    }

    private static ComplianceReport Hostile(string text)
    {
        var report = SampleCompliance.Report(SampleCompliance.Now.AddDays(1), SampleCompliance.Result(text, ControlStatus.Fail, text, text));
        return report with { Targets = [report.Targets[0] with { Target = text }, report.Targets[1] with { Target = text + "2", NotVerified = text }] };
    }
}
