using Amazon.Runtime;
using FlowWatch.Aws.Clients;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;
using FlowWatch.Local.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Aws.Tests.Checks;

/// <summary>
/// An account with one log group that holds a port scan, and all that a deployment has to check it: the real SDK over HTTP, the scheduler,
/// the ledger and the state. Only time is the test's.
/// </summary>
internal sealed class CheckedAccount : IAsyncDisposable
{
    public const string Check = "security";

    public static readonly TimeWindow Window = new(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero), new(2026, 1, 5, 12, 10, 0, TimeSpan.Zero));

    // Sixteen minutes after the window's end, so that it alone is due.
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 26, 30, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-test-").FullName;
    private readonly JumpingClock time;
    private readonly AwsClients clients;
    private readonly WindowLedger ledger;
    private readonly FindingStore findings;
    private readonly RunStore runs;
    private readonly InsightsFlowLogSource source;
    private readonly WindowOptions windows = new() { Length = TimeSpan.FromMinutes(10), Overlap = TimeSpan.FromMinutes(10), LookBack = TimeSpan.FromMinutes(10), WindowsPerRun = 1, LateLooks = [] };

    private CheckedAccount(SimulatedAws aws, JumpingClock time, TimeSpan answerTimeout)
    {
        (Aws, this.time) = (aws, time);
        clients = Connect(aws, time, answerTimeout);
        var state = SqliteStateStore.Open(Path.Combine(folder, "state.db"));
        (ledger, findings, runs) = (new WindowLedger(state, time, "test"), new FindingStore(state), new RunStore(state));
        // Long enough to see that it is tried again, and that FlowWatch gives up in the end.
        var settings = new InsightsSettings { QueryDeadline = TimeSpan.FromSeconds(30) };
        var scheduler = new InsightsQueryScheduler(clients, settings, time, NullLogger<InsightsQueryScheduler>.Instance);
        source = new InsightsFlowLogSource(new FlowLogFormatSource(new AwsAccountReaders(clients).Network, time), scheduler, settings);
    }

    public SimulatedAws Aws { get; }

    public MonitoredTarget Target { get; } = TestTargets.Target();

    /// <summary>An account with a port scan.</summary>
    /// <param name="answerTimeout">How long an answer may take by the machine's clock.</param>
    public static async Task<CheckedAccount> StartAsync(TimeSpan? answerTimeout = null)
    {
        var time = new JumpingClock(Start);
        var aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time });
        var account = new CheckedAccount(aws, time, answerTimeout ?? TimeSpan.FromSeconds(30));
        var target = account.Target;
        aws.Ec2.In(target.Account, target.Region).Add(new SimulatedFlowLog { FlowLogId = "fl-1", ResourceId = "vpc-1", LogGroupName = target.LogGroup });
        aws.Logs.In(target.Account, target.Region).AddLogGroup(target.LogGroup).AddFlowLog(PortScan(target.Account));
        return account;
    }

    /// <summary>One run of the check over everything that is due.</summary>
    public Task<RunRecord> RunAsync(int windowsPerRun = 1) => new CheckRunner(
        source, ledger, findings, runs,
        new CheckRunnerOptions { FlowWatchVersion = "test", Settings = new CheckSettings { Security = windows with { WindowsPerRun = windowsPerRun } } },
        time).RunAsync(RunStore.NewId(time.GetUtcNow()), Check, "test", [Target], CancellationToken.None);

    /// <summary>Lets so much time pass that whatever failed may be tried again.</summary>
    public void LetRetriesCome() => time.MoveTo(time.GetUtcNow() + windows.LongestRetry);

    /// <summary>What is remembered of the window.</summary>
    public async Task<WindowRow> RowAsync() => (await ledger.ListAsync(Target.Name, Check, null, null, CancellationToken.None))[0];

    /// <summary>Where the check stands.</summary>
    public async Task<DateTimeOffset> WatermarkAsync() => (await ledger.PositionAsync(Target.Name, Check, CancellationToken.None))!.Watermark;

    /// <summary>The findings of the window, in one line each.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync()
    {
        var lines = new List<string>();
        await foreach (var finding in findings.ListAsync(Target.Name, Check, null, null, CancellationToken.None)) lines.Add($"{finding.Detection} {finding.Severity} {finding.Source} {finding.Window} {finding.Title}");
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        clients.Dispose();
        await Aws.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static AwsClients Connect(SimulatedAws aws, TimeProvider time, TimeSpan answerTimeout)
    {
        var keys = aws.AddAdministrator(TestTargets.Account);
        var options = new AwsClientOptions { UserAgent = "FlowWatch/test", Endpoint = aws.Endpoint, Attempts = 2, AnswerTimeout = answerTimeout };
        return new AwsClients(new FlowWatchSettings(), null, options, time, NullLoggerFactory.Instance, new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey));
    }

    private static IEnumerable<string> PortScan(string account) => Enumerable.Range(1, 200).Select(port =>
    {
        var start = Window.From.AddSeconds(port).ToUnixTimeSeconds();
        return $"2 {account} eni-0a 203.0.113.7 10.0.0.5 40000 {port} 6 1 40 {start} {start + 20} REJECT OK";
    });
}
