using Amazon.Runtime;
using FlowWatch.Aws.Clients;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Definitions;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Aws.Tests.Diagnostics;

/// <summary>An account with flow logs and an archive, and all that questions to it need: the real SDK over HTTP. Only time is the test's.</summary>
internal sealed class AskedAccount : IAsyncDisposable
{
    public const string FlowLog = "fl-1";

    public static readonly TimeWindow Window = new(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero), new(2026, 1, 5, 13, 0, 0, TimeSpan.Zero));

    private readonly JumpingClock time;
    private readonly AwsClients clients;
    private readonly InsightsFlowLogSource source;

    private AskedAccount(SimulatedAws aws, JumpingClock time, string policy)
    {
        (Aws, this.time) = (aws, time);
        var keys = aws.AddUser(TestTargets.Account, "asker", policy);
        var options = new AwsClientOptions { UserAgent = "FlowWatch/test", Endpoint = aws.Endpoint, Attempts = 2 };
        clients = new AwsClients(new FlowWatchSettings(), null, options, time, NullLoggerFactory.Instance, new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey));
        var settings = new InsightsSettings();
        var scheduler = new InsightsQueryScheduler(clients, settings, time, NullLogger<InsightsQueryScheduler>.Instance);
        source = new InsightsFlowLogSource(new FlowLogFormatSource(new AwsAccountReaders(clients).Network, time), scheduler, settings);
    }

    public SimulatedAws Aws { get; }

    public MonitoredTarget Target { get; } = TestTargets.Target() with { Archive = new ArchiveLocation("archive", "", ArchiveFeed.FlowLog) };

    /// <summary>The saved queries.</summary>
    public IQueryDefinitions Queries => new AwsQueryDefinitions(clients).Of(Target);

    /// <summary>What saves the runbook's questions.</summary>
    public RunbookDefinitions Definitions => new(source, Queries);

    /// <summary>An account with records.</summary>
    /// <param name="lines">The records, in the format.</param>
    /// <param name="policy">What the one who asks may do.</param>
    /// <param name="flowLogs">The flow logs; one of the default format where none is given.</param>
    public static async Task<AskedAccount> StartAsync(IEnumerable<string> lines, string policy = SimulatedPolicies.AllowEverything, params SimulatedFlowLog[] flowLogs)
    {
        var time = new JumpingClock(Window.To);
        var aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time });
        var account = new AskedAccount(aws, time, policy);
        var target = account.Target;
        foreach (var flowLog in flowLogs.DefaultIfEmpty(Delivering(FlowLog))) aws.Ec2.In(target.Account, target.Region).Add(flowLog);
        aws.Logs.In(target.Account, target.Region).AddLogGroup(target.LogGroup).AddFlowLog(lines);
        return account;
    }

    /// <summary>A flow log that delivers to the target's log group.</summary>
    public static SimulatedFlowLog Delivering(string id) => new() { FlowLogId = id, ResourceId = "vpc-1", LogGroupName = TestTargets.Target().LogGroup };

    /// <summary>Asks.</summary>
    /// <param name="id">The question.</param>
    /// <param name="about">The target, where it is another than <see cref="Target"/>.</param>
    /// <param name="asked">The time, where it is another than <see cref="Window"/>.</param>
    public Task<Fact<DiagnosticAnswer>> AskAsync(string id, MonitoredTarget? about = null, TimeWindow? asked = null)
    {
        var question = DiagnosticCatalog.Find(id)!;
        var target = about ?? Target;
        var request = new DiagnosticRequest { Target = target, Scope = [target.Name], Window = question.HasRange ? asked ?? Window : null, Arguments = DiagnosticArguments.Of(question), Now = time.GetUtcNow() };
        var sources = new DiagnosticSources { FlowLogs = (window, token) => source.OpenAsync(target, window!, token), Source = source, Accounts = new AwsAccountReaders(clients), Time = time };
        return question.AnswerAsync(request, sources, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        clients.Dispose();
        await Aws.DisposeAsync();
    }
}
