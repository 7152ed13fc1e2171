using Amazon.Runtime;
using FlowWatch.Aws.Clients;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

/// <summary>An account with a log group for each question, asked as in a deployment: the real SDK over HTTP, and one scheduler.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime.
public sealed class ServedInsights : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly JumpingClock time = new(DateTimeOffset.FromUnixTimeSeconds(FlowLogLines.FirstSecond).AddDays(1));
    private readonly InsightsSettings settings = new() { StartsPerSecond = 50 };
    private SimulatedAws aws = null!;
    private AwsClients clients = null!;
    private InsightsQueryScheduler scheduler = null!;
    private FlowLogFormatSource formats = null!;
    private int groups;

    public async Task InitializeAsync()
    {
        aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time });
        var keys = aws.AddAdministrator(TestTargets.Account);
        clients = new AwsClients(
            new FlowWatchSettings(), null, new AwsClientOptions { UserAgent = "FlowWatch/test", Endpoint = aws.Endpoint }, time, NullLoggerFactory.Instance, new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey));
        scheduler = new InsightsQueryScheduler(clients, settings, time, NullLogger<InsightsQueryScheduler>.Instance);
        formats = new FlowLogFormatSource(new AwsAccountReaders(clients).Network, time);
    }

    public async Task DisposeAsync()
    {
        clients.Dispose();
        await aws.DisposeAsync();
    }

    /// <summary>An engine over a new log group with these lines, each at its second.</summary>
    internal async Task<IFlowLogEngine> OpenAsync(FlowLogFormat format, IReadOnlyList<(long Start, string Line)> lines, TimeWindow window, int rowLimit)
    {
        var number = Interlocked.Increment(ref groups);
        var target = TestTargets.Target() with { LogGroup = $"/aws/vpc/flowlogs/{number}" };
        aws.Logs.In(target.Account, target.Region).AddLogGroup(target.LogGroup)
            .Add("eni-0a-all", lines.Select(line => new SimulatedLogEvent(DateTimeOffset.FromUnixTimeSeconds(line.Start), line.Line)));
        aws.Ec2.In(target.Account, target.Region).Add(new SimulatedFlowLog
        {
            FlowLogId = $"fl-{number}",
            ResourceId = $"vpc-{number}",
            LogGroupName = target.LogGroup,
            LogFormat = string.Join(' ', format.Fields.Select(field => $"${{{field.Name}}}")),
        });
        return await InsightsFlowLogEngine.OpenAsync(new InsightsEngineOptions { Target = target, Window = window, Settings = settings, RowLimit = rowLimit }, formats, scheduler, CancellationToken.None);
    }
}
