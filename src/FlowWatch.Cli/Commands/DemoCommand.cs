using System.CommandLine;
using FlowWatch.Cli.Demo;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Generation;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch demo</c>: an hour of made-up traffic, scanned, and a made-up account, verified, each with a report to look at.</summary>
internal sealed class DemoCommand
{
    /// <summary>A custom format as AWS recommends one: with it who opened a connection is certain, and what a NAT gateway passes on counts once.</summary>
    private static readonly string[] Fields =
    [
        .. TrafficOptions.DefaultFields, "vpc-id", "subnet-id", "instance-id", "tcp-flags", "type", "pkt-srcaddr", "pkt-dstaddr", "region", "az-id", "flow-direction", "traffic-path",
    ];

    private const string ComplianceFile = "flowwatch-compliance.html";

    private readonly Option<int> seed = new("--seed") { Description = "Which traffic: the same number makes the same hour.", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };
    private readonly Option<string> output = new("--output", "-o") { Description = "Where the HTML report goes.", HelpName = "FILE", DefaultValueFactory = _ => "flowwatch-report.html" };
    private readonly Option<string?> complianceOutput = new("--compliance-output") { Description = $"Where the HTML report of compliance goes. Default: {ComplianceFile} beside the other.", HelpName = "FILE" };
    private readonly Terminal terminal;

    private DemoCommand(Terminal terminal) => this.terminal = terminal;

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var demo = new DemoCommand(terminal);
        var command = new Command("demo", "Generate an hour of traffic with planted incidents, scan it, verify the compliance of a made-up account, and show what is found.") { demo.seed, demo.output, demo.complianceOutput };
        command.SetAction(demo.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var color = arguments.GetValue(CommonOptions.Color)!;
        var file = arguments.GetValue(output)!;
        using var html = new ReportOutput(terminal, HtmlFormat, file, color);
        var complianceFile = arguments.GetValue(complianceOutput) ?? Path.Combine(Path.GetDirectoryName(file) ?? "", ComplianceFile);
        using var compliance = new ComplianceOutput(terminal, "html", complianceFile, "--compliance-output");
        using var table = new ReportOutput(terminal, null, null, color);
        var scan = new LocalScan(terminal, arguments.GetValue(CommonOptions.Quiet), arguments.GetValue(CommonOptions.Verbose));
        var folder = Directory.CreateTempSubdirectory("flowwatch-demo-").FullName;
        try
        {
            var options = new TrafficOptions { Seed = arguments.GetValue(seed), Fields = Fields, Header = true };
            var generator = new TrafficGenerator(options);
            var logs = Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName;
            var log = Path.Combine(logs, "demo.log");
            var written = await Task.Run(() => TrafficFile.Write(log, generator, null, cancellationToken), cancellationToken).ConfigureAwait(false);
            scan.Say($"Generated one hour of traffic: {ReadableNumber.Count(written.Records, "records")}, with {ReadableNumber.Count(generator.Incidents.Count, "incidents")} planted in it.\n");

            var report = await scan.RunAsync(
                new DuckDbEngineOptions { Paths = [log] },
                new ScanCheckOptions { Run = DetectionCatalog.Default.All, Scope = ["one hour of generated traffic"], FlowWatchVersion = Application.Version },
                cancellationToken).ConfigureAwait(false);
            await table.WriteAsync(report, cancellationToken).ConfigureAwait(false);
            await html.WriteAsync(report, cancellationToken).ConfigureAwait(false);

            scan.Say($"\nVerifying a made-up account to which that traffic belongs, and its archive of two years.\n");
            File.SetLastWriteTimeUtc(log, (options.Start + options.Duration).UtcDateTime);
            var verified = await DemoCompliance.RunAsync(terminal, logs, Fields, options.Start, folder, cancellationToken).ConfigureAwait(false);
            await WriteAsync(verified, color).ConfigureAwait(false);
            await compliance.WriteAsync(verified, cancellationToken).ConfigureAwait(false);

            var found = generator.Incidents.Count(incident => report.Findings.Any(finding => finding.Source == incident.Source && incident.Expected.Contains(finding.Detection)));
            scan.Say($"\n{found} of the {generator.Incidents.Count} planted incidents were found.");
            scan.Say($"The reports to look at: {Path.GetFullPath(file)}\n                        {Path.GetFullPath(complianceFile)}");
            scan.Say("Next: flowwatch scan PATH on flow logs of your own.");
            return report.Status == ScanStatus.Partial ? ExitCode.Partial : ExitCode.Clean;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WriteAsync(ComplianceReportView verified, string color)
    {
        var text = new StreamWriter(terminal.Output, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true);
        await using (text.ConfigureAwait(false)) ComplianceSummary.Write(new StyledText(terminal.CreateConsole(text, terminal.IsOutputRedirected, color)), verified);
    }

    private static string HtmlFormat => ScanReportWriters.FormatForPath("report.html")!;
}
