namespace FlowWatch.Cli.Tests;

[Collection(CommandTestGroup.Name)]
public class ApplicationTests(GeneratedTraffic traffic)
{
    [Theory]
    [InlineData("scna x", "'scna' is not a command (did you mean scan?); there are scan, check, demo, ask, serve, parse, rules, compliance, config, incidents, suppressions, tuning, doctor, generate, completion", "flowwatch")]
    [InlineData("frobnicate", "'frobnicate' is not a command; there are scan, check, demo, ask, serve, parse, rules, compliance, config, incidents, suppressions, tuning, doctor, generate, completion", "flowwatch")]
    [InlineData("--qiet", "there is no option '--qiet' (did you mean --quiet?)", "flowwatch")]
    [InlineData("rules shw", "'shw' is not a command (did you mean show?); there are list, show, verify", "flowwatch rules")]
    [InlineData("scan", "scan needs PATH: Flow-log files, folders (read recursively), patterns ('logs/**/*.gz'), or - for standard input. Plain text, .gz, .zst, .parquet.", "flowwatch scan")]
    [InlineData("scan x --formt json", "there is no option '--formt' (did you mean --format?)", "flowwatch scan")]
    [InlineData("scan x --check foo", "--check: 'foo' is not one of anomaly, security, all", "flowwatch scan")]
    [InlineData("scan x --format foo", "--format: 'foo' is not one of table, json, ndjson, csv, markdown, html, ocsf", "flowwatch scan")]
    [InlineData("scan x --fail-on foo", "--fail-on: 'foo' is not one of informational, low, medium, high, critical, never", "flowwatch scan")]
    [InlineData("scan x --check all --check security", "--check is given 2 times; give it once", "flowwatch scan")]
    [InlineData("scan x --output", "--output needs a value", "flowwatch scan")]
    [InlineData("scan x --color pink", "--color: 'pink' is not one of auto, always, never", "flowwatch scan")]
    [InlineData("parse x --times foo", "--times: 'foo' is not one of epoch, iso", "flowwatch parse")]
    [InlineData("generate extra", "'extra' is one argument too many", "flowwatch generate")]
    [InlineData("generate --seed y", "--seed: 'y' is not a whole number", "flowwatch generate")]
    [InlineData("generate --rate y", "--rate: 'y' is not a number", "flowwatch generate")]
    [InlineData("generate --only Nothing", "--only: 'Nothing' is not one of HighTrafficVolume, HighConnectionCount, VerticalPortScan, SpreadPortScan, HostSweep, SlowPortScan, SuspiciousPortAccess, SshBruteForce, RdpBruteForce", "flowwatch generate")]
    [InlineData("serve --port y", "--port: 'y' is not a whole number", "flowwatch serve")]
    [InlineData("serve --port 99999", "--port: '99999' is not a number from 0 to 65535", "flowwatch serve")]
    [InlineData("incidents list --top 0", "--top: '0' is not a number from 1 to 1000", "flowwatch incidents list")]
    [InlineData("tuning --days 0", "--days: '0' is not a number from 1 to 90", "flowwatch tuning")]
    [InlineData("tuning --windows -1", "--windows: '-1' is not a number from 1 to 10000", "flowwatch tuning")]
    [InlineData("suppressions add x --owner o --reason r --expires 2027-01-01 --source 10.0.0.1 --port abc", "--port: 'abc' is not a whole number", "flowwatch suppressions add")]
    [InlineData("ask about-address logs", "about-address needs --address ADDRESS", "flowwatch ask about-address")]
    [InlineData("rules show", "show needs DETECTION: Id of the detection, such as PORT_SCAN.", "flowwatch rules show")]
    [InlineData("config chek", "'chek' is not a command (did you mean check?); there are check, show", "flowwatch config")]
    [InlineData("config show --format yaml", "--format: 'yaml' is not one of table, json", "flowwatch config show")]
    [InlineData("config check --origin", "there is no option '--origin'", "flowwatch config check")]
    [InlineData("completion tcsh", "SHELL: 'tcsh' is not one of bash, zsh, fish, pwsh", "flowwatch completion")]
    public async Task RunAsync_MistakenCommandLine_NamesTheMistake(string line, string error, string help)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal((3, "", $"flowwatch: {error}\nTry '{help} --help'.\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task RunAsync_SeveralMistakes_NamesThemAll()
    {
        var run = await CommandRun.OfAsync("scan", "x", "--check", "foo", "--fail-on", "baz", "--bogus");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("--check: 'foo'", run.Error, StringComparison.Ordinal);
        Assert.Contains("--fail-on: 'baz'", run.Error, StringComparison.Ordinal);
        Assert.Contains("no option '--bogus'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rules")]
    public async Task RunAsync_NoCommand_PrintsHelpAsAnError(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("Usage:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("scan --help")]
    [InlineData("demo -h")]
    [InlineData("parse --help")]
    [InlineData("rules --help")]
    [InlineData("rules verify --help")]
    [InlineData("config --help")]
    [InlineData("config show --help")]
    [InlineData("generate --help")]
    [InlineData("completion --help")]
    public async Task RunAsync_Help_IsDataOnStandardOutput(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Help_TellsEveryExitCode()
    {
        var help = (await CommandRun.OfAsync("--help")).Output;

        var codes = typeof(ExitCode).GetFields().Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!).ToList();
        Assert.Equal([0, 1, 2, 3, 4, 70, 130, 141], codes.Order());
        Assert.All(codes, code => Assert.Matches($@"\b{code} [a-z]", help));
    }

    [Fact]
    public async Task RunAsync_Version_StartsWithTheVersionOfReports()
    {
        var run = await CommandRun.OfAsync("--version");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Application.Version, run.Output.TrimEnd('\n').Split('+')[0]);
    }

    [Theory]
    [InlineData("scan")]
    [InlineData("parse")]
    [InlineData("generate")]
    [InlineData("demo")]
    [InlineData("rules verify")]
    public async Task RunAsync_Cancelled_EndsWith130AndLeavesNoFile(string line)
    {
        using var folder = new TemporaryFolder();
        var arguments = line.Split(' ').Concat(line is "scan" or "parse" ? [traffic.Sweep] : Array.Empty<string>())
            .Concat(line == "rules verify" ? [] : ["--output", folder.File("out.html")]).ToArray();
        if (line == "generate") arguments[^1] = folder.File("out.log");

        var run = await CommandRun.WithAsync(arguments, cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal((130, "", "flowwatch: cancelled before it was done; output files are written whole or not at all.\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileStandardInputIsSilent_EndsAtOnce()
    {
        using var cancellation = new CancellationTokenSource();
        using var silent = new SilentStream(cancellation.Cancel);

        var run = await CommandRun.WithAsync(["scan", "-"], silent, cancellation.Token);

        Assert.Equal(130, run.ExitCode);
    }

    [Theory]
    [InlineData("parse")]
    [InlineData("scan")]
    [InlineData("generate")]
    [InlineData("rules list")]
    [InlineData("--help")]
    public async Task RunAsync_ReaderOfThePipeHasGone_EndsQuietlyWith141(string line)
    {
        using var closed = new BrokenStream(() => new IOException("Broken pipe", 32));

        var (code, error) = await CommandRun.ToAsync(closed, WithInput(line));

        Assert.Equal((141, ""), (code, error));
    }

    [Theory]
    [InlineData("parse")]
    [InlineData("scan")]
    [InlineData("generate")]
    [InlineData("rules list")]
    [InlineData("--help")]
    public async Task RunAsync_OutputIsFull_SaysSoWith2(string line)
    {
        using var full = new BrokenStream(() => new IOException("No space left on device", 28));

        var (code, error) = await CommandRun.ToAsync(full, WithInput(line));

        Assert.Equal((2, "flowwatch: No space left on device. What was being written is not complete.\n"), (code, error));
    }

    [Fact]
    public async Task RunAsync_Bug_AsksToReportItInOneLine()
    {
        using var output = new BrokenStream(() => new InvalidOperationException("It is broken.\nIn two lines."));

        var (code, error) = await CommandRun.ToAsync(output, ["rules", "list"]);

        Assert.Equal((70, $"flowwatch: a bug in FlowWatch {Application.Version}, please report it: InvalidOperationException: It is broken. --verbose tells more.\n"), (code, error));
    }

    [Fact]
    public async Task RunAsync_BugWithVerbose_TellsWhere()
    {
        using var output = new BrokenStream(() => new InvalidOperationException("It is broken."));

        var (code, error) = await CommandRun.ToAsync(output, ["rules", "list", "--verbose"]);

        Assert.Equal(70, code);
        Assert.Contains(" at FlowWatch.Cli.Commands.RulesCommand", error, StringComparison.Ordinal);
    }

    private string[] WithInput(string line) => line is "parse" or "scan" ? [line, "--quiet", traffic.Sweep] : line == "generate" ? [line, "--quiet"] : line.Split(' ');
}
