using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using Spectre.Console;

namespace FlowWatch.Cli.Tests.Output;

public class TableReportWriterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(80, "rich.table-80")]
    [InlineData(120, "rich.table-120")]
    public async Task WriteAsync_RichReport_MatchesGoldenFile(int width, string name) => Matches(name, await WriteAsync(Rich(), width));

    [Fact]
    public async Task WriteAsync_EmptyReport_MatchesGoldenFile() => Matches("empty.table-80", await WriteAsync(Empty(), 80));

    [Fact]
    public async Task WriteAsync_NoFindingsButPartial_NeverSoundsClean()
    {
        var text = await WriteAsync(Rich() with { Findings = [] }, 80);

        Assert.Contains("PARTIAL", text, StringComparison.Ordinal);
        Assert.Contains("no findings in what could be looked at", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public async Task WriteAsync_AnyWidth_NeverPassesItNorEndsInSpaces(int width)
    {
        var lines = (await WriteAsync(Rich(), width)).Split('\n');

        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public async Task WriteAsync_ConsoleWithColours_ColoursTheSeverityAndStillSpellsIt()
    {
        var text = await WriteAsync(Rich(), 80, ColorSystemSupport.Standard);

        Assert.Contains("\u001b[", text, StringComparison.Ordinal);
        Assert.Contains("critical", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_AnsiWithoutColours_WritesNoEscape() =>
        Assert.DoesNotContain('\u001b', await WriteAsync(Rich(), 80, ColorSystemSupport.NoColors, ansi: true));

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m\u0007\u009b2J\b\u007f")]
    [InlineData("[red]markup[/] [[x]] [link=http://evil.example]y[/] [")]
    [InlineData("a\r\nb\nfake: 0 findings")]
    [InlineData("\u202Eevil\u2028\u200B")]
    [InlineData("\ud800")]
    [InlineData("")]
    public async Task WriteAsync_HostileText_StaysVisibleTextOnItsLine(string hostile)
    {
        var rich = Rich();
        var report = rich with
        {
            Findings = [rich.Findings[0] with { Detection = hostile, Source = hostile, Targets = [hostile], Title = hostile, Summary = hostile }],
            Suppressed = [rich.Suppressed[0] with { Suppression = rich.Suppressed[0].Suppression with { Name = hostile } }],
            Warnings = [hostile],
            Coverage = [new DetectionCoverage(hostile, CoverageLevel.None, [hostile], [hostile]), new DetectionCoverage(hostile, CoverageLevel.Partial, [], [hostile])],
            Input = rich.Input with { Problems = [new InputProblem(hostile, 1, hostile)] },
        };

        var text = await WriteAsync(report, 200);

        Assert.DoesNotContain(text, character => character != '\n'
            && char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.Surrogate);
        Assert.DoesNotContain("\nfake", text, StringComparison.Ordinal);
        Assert.True(!hostile.StartsWith('[') || text.Contains(hostile, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WriteAsync_ConsoleWithoutUnicode_WritesAsciiOnly()
    {
        var text = await WriteAsync(Rich(), 80, encoding: Encoding.ASCII);

        Assert.True(Ascii.IsValid(text));
        Assert.Contains("203.0.113.77 -> 10.0.1.15", text, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(
        ScanReport report,
        int width,
        ColorSystemSupport colours = ColorSystemSupport.NoColors,
        bool ansi = false,
        Encoding? encoding = null)
    {
        using var stream = new MemoryStream();
        await using (var writer = new StreamWriter(stream, encoding ?? new UTF8Encoding(false), leaveOpen: true))
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = ansi || colours != ColorSystemSupport.NoColors ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = colours,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            });
            console.Profile.Width = width;
            console.Profile.Capabilities.Unicode = encoding is null;
            await new TableReportWriter(console).WriteAsync(report, new Dictionary<string, DetectionMetadata>(), Stream.Null, CancellationToken.None);
        }

        return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n");
    }

    private static void Matches(string name, string actual, [CallerFilePath] string file = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, "Data", $"{name}.golden");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static ScanReport Empty() => new()
    {
        FlowWatchVersion = "0.1.0",
        GeneratedAt = Start.AddHours(2),
        Scope = ["quiet.log"],
        Status = ScanStatus.Complete,
        Findings = [],
        Coverage = [new DetectionCoverage("PORT_SCAN", CoverageLevel.Full, [], [])],
        Input = new ScanInput
        {
            Files = 1,
            Bytes = 1_234,
            Records = 17,
            NoDataRecords = 0,
            SkipDataRecords = 0,
            ProblemCount = 0,
            Problems = [],
            Duration = TimeSpan.FromMilliseconds(120),
            Scans = 1,
            Queries = 3,
        },
        DataWindow = new TimeWindow(Start, Start.AddHours(1)),
    };

    private static ScanReport Rich() => Empty() with
    {
        Scope = ["samples"],
        Status = ScanStatus.Partial,
        DataWindow = new TimeWindow(Start.AddSeconds(12), Start.AddMinutes(61)),
        Findings =
        [
            Finding(Severity.Critical, Certainty.Likely, "PORT_SCAN", "203.0.113.77", ["10.0.1.15"], 1, null, "203.0.113.77 tried 1,204 different ports on 10.0.1.15 within 9 min 30 s; 98 % of the attempts were refused or got no answer."),
            Finding(Severity.Critical, Certainty.Certain, "BRUTE_FORCE", "2001:db8:85a3:8d3:1319:8a2e:370:7348", ["2001:db8:85a3:8d3:1319:8a2e:370:1"], 1, 22, "412 short connections to port 22, then one of 12 MB that lasted 18 min: the login may have succeeded."),
            Finding(Severity.Medium, Certainty.Guess, "HIGH_CONNECTION_COUNT", "10.0.4.11", ["10.0.5.1", "10.0.5.2"], 214, null, "10.0.4.11 opened 3,871 connections to 214 addresses in a window of 15 min; 1,000 is the threshold."),
        ],
        Suppressed =
        [
            new SuppressedFinding(
                Finding(Severity.Medium, Certainty.Certain, "HIGH_TRAFFIC_VOLUME", "10.0.9.9", ["10.0.9.20"], 1, 443, "48 GB in 15 min."),
                new Suppression { Name = "nightly-backup", Owner = "storage team", Reason = "The nightly backup.", Expires = Start.AddMonths(6), Source = IPNetwork.Parse("10.0.9.0/24") }),
        ],
        Warnings = ["Suppression \"old-scanner\" (owner red team) expired on 2025-12-31 and holds nothing back any more."],
        Coverage =
        [
            new DetectionCoverage("PORT_SCAN", CoverageLevel.Partial, [], ["tcp-flags"]),
            new DetectionCoverage("HIGH_CONNECTION_COUNT", CoverageLevel.Partial, [], ["tcp-flags", "flow-direction"]),
            new DetectionCoverage("BRUTE_FORCE", CoverageLevel.None, ["packets"], []),
        ],
        Input = Empty().Input with
        {
            Files = 14,
            Bytes = 1_612_345_678,
            Records = 12_345_678,
            SkipDataRecords = 3,
            ProblemCount = 7,
            Problems =
            [
                new InputProblem("samples/2026/01/02/part-3.log.gz", null, "the gzip stream ends early; 1,204 records before that were read"),
                new InputProblem("samples/extra.log.gz", 18_211, "srcport is \"eighty\", not a number"),
            ],
            RefusedNoiseConnections = 4_211,
            RefusedNoiseSources = 512,
            Duration = TimeSpan.FromMilliseconds(8_431),
        },
    };

    private static Finding Finding(Severity severity, Certainty certainty, string detection, string source, IReadOnlyList<string> targets, long targetCount, int? port, string summary) => new()
    {
        Detection = detection,
        DetectionVersion = 1,
        Severity = severity,
        Certainty = certainty,
        Source = source,
        Targets = targets,
        TargetCount = targetCount,
        Port = port,
        Title = "Finding",
        Summary = summary,
        Window = new TimeWindow(Start.AddMinutes(11), Start.AddMinutes(20.5)),
        Evidence = new FindingEvidence { Counts = [] },
        Fingerprint = "9c2f6f3a51d0b7e4",
    };
}
