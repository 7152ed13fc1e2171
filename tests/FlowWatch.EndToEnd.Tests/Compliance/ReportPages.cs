using System.Text;
using FlowWatch.Cli;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Tests.Compliance.Reports;
using FlowWatch.Local.Reports;

namespace FlowWatch.EndToEnd.Tests.Compliance;

/// <summary>Compliance reports as files on a disk, as an auditor opens them; one folder for all tests of a class.</summary>
public sealed class ReportPages : IAsyncLifetime
{
    /// <summary>Text as an attacker would like it, and words without an end.</summary>
    public static readonly string Hostile = "<img src=x onerror=alert(1)>\u202e" + new string('w', 300);

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-pages-").FullName;

    /// <summary>Names of the pages.</summary>
    public static IReadOnlyList<string> All { get; } = ["demo", "full", "first", "met", "lost"];

    /// <summary>The same, for theories.</summary>
    public static TheoryData<string> Names { get; } = [.. All];

    /// <summary>The address of the folder.</summary>
    public Uri Root => new(folder + "/");

    /// <summary>The address of a page.</summary>
    public string Page(string name) => new Uri(Root, $"{name}.html").AbsoluteUri;

    /// <summary>The path of a file beside the pages.</summary>
    public string File(string name) => Path.Combine(folder, name);

    public async Task InitializeAsync()
    {
        var terminal = new Terminal { Output = Stream.Null, Error = new StringWriter(), Input = Stream.Null, IsOutputRedirected = true, IsErrorRedirected = true, Folder = folder };
        Assert.Equal(0, await Application.RunAsync(["demo", "--output", File("scan.html"), "--compliance-output", File("demo.html")], terminal, CancellationToken.None));

        var sample = SampleCompliance.Report();
        var (target, other) = (sample.Targets[0], sample.Targets[1]);
        // Everything that a report can have, in a chain of thirty.
        await WriteAsync("full", [.. Enumerable.Range(0, 30).Select(day => SampleCompliance.Report(SampleCompliance.Now.AddDays(day), [.. Enumerable.Range(0, day % 5).Select(index => SampleCompliance.Result("traffic-type-all", ControlStatus.Fail, $"vpc-{index}", Hostile, new ControlEvidence(Hostile, Hostile, Hostile)))]))]);
        await WriteAsync("first", [sample]);
        await WriteAsync("met", [sample with { Targets = [other] }, sample with { Targets = [target with { Results = [.. target.Results.Where(result => result.Status <= ControlStatus.Suppressed)] }] }]);
        await WriteAsync("lost", [sample with { Targets = [new TargetCompliance("lost", "333333333333", "eu-west-1", "test", [], NotVerified: "No credentials for account 333333333333.")] }]);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    private async Task WriteAsync(string name, IReadOnlyList<ComplianceReport> reports)
    {
        var chain = new ReportChain(new FolderReportStore(Path.Combine(folder, name)), null);
        var last = "";
        foreach (var report in reports) last = (await chain.AppendAsync(report, CancellationToken.None)).Id;
        var view = await ComplianceReportView.ReadAsync(chain, last, CancellationToken.None);
        using var page = new MemoryStream();
        await ComplianceReportWriters.Find("html")!.WriteAsync(view!, page, CancellationToken.None);
        await System.IO.File.WriteAllTextAsync(File($"{name}.html"), Encoding.UTF8.GetString(page.ToArray()));
    }
}
