using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Diagnostics.Pipeline;

/// <summary>Looks at the way of a target's flow logs. Each part is looked at by itself, so that one refusal hides no other part.</summary>
internal static class PipelineReader
{
    /// <summary>Runs that are looked at.</summary>
    public const int Runs = 40;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Looks.</summary>
    public static async Task<PipelineFacts> ReadAsync(MonitoredTarget target, DiagnosticSources sources, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var accounts = sources.Accounts ?? throw new ArgumentException("There are no accounts to ask.", nameof(sources));
        var network = accounts.Network(target);
        var flowLogs = FactGuard.RunAsync("ec2:DescribeFlowLogs", "*", () => network.FlowLogsAsync(null, cancellationToken), cancellationToken);
        var vpcs = FactGuard.RunAsync("ec2:DescribeVpcs", "*", () => network.VpcsAsync(target.VpcIds, cancellationToken), cancellationToken);
        var subnets = FactGuard.RunAsync("ec2:DescribeSubnets", "*", () => network.SubnetsAsync(target.VpcIds, cancellationToken), cancellationToken);
        var interfaces = FactGuard.RunAsync("ec2:DescribeNetworkInterfaces", "*", () => network.NetworkInterfacesAsync(target.VpcIds, cancellationToken), cancellationToken);
        var delivery = DeliveryAsync(target, accounts, sources, flowLogs, now, cancellationToken);
        var topics = TopicsAsync(target, accounts, cancellationToken);
        var (runs, ledgers) = await StateAsync(target, sources, cancellationToken).ConfigureAwait(false);
        var period = new TimeWindow(now - Day, now);
        var account = new ComplianceFacts
        {
            Target = target,
            Now = now,
            Network = new NetworkFacts(await flowLogs.ConfigureAwait(false), await vpcs.ConfigureAwait(false), await subnets.ConfigureAwait(false), await interfaces.ConfigureAwait(false)),
            Delivery = await delivery.ConfigureAwait(false),
            Operation = Nothing(period),
        };
        return new PipelineFacts { Account = account, Runs = runs, Ledgers = ledgers, Topics = await topics.ConfigureAwait(false) };
    }

    private static async Task<DeliveryFacts> DeliveryAsync(MonitoredTarget target, IAccountReaders accounts, DiagnosticSources sources, Task<Fact<IReadOnlyList<FlowLogConfiguration>>> flowLogs, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var groups = accounts.LogGroups(target);
        var query = new MetricQuery
        {
            Namespace = "AWS/Logs", Metric = "IncomingLogEvents", Dimensions = new Dictionary<string, string> { ["LogGroupName"] = target.LogGroup },
            Statistic = MetricStatistic.Sum, Period = Hour, From = now - Day - Hour, To = now,
        };
        var details = FactGuard.RunAsync("logs:DescribeLogGroups", target.LogGroup, () => groups.DetailsAsync(target.LogGroup, cancellationToken), cancellationToken);
        var activity = FactGuard.RunAsync("logs:DescribeLogStreams", target.LogGroup, () => groups.ActivityAsync(target.LogGroup, cancellationToken), cancellationToken);
        var events = FactGuard.RunAsync("cloudwatch:GetMetricData", target.LogGroup, () => accounts.Metrics(target).ReadAsync(query, cancellationToken), cancellationToken);
        var records = sources is { Source: { } source, Time: { } time } ? new RecordFactsReader(source, time) : null;
        var unasked = new FactFailure(FactFailureKind.Unavailable, "logs:StartQuery", target.LogGroup, "flow logs are not asked here");
        var counted = records?.CountAsync(target, cancellationToken) ?? Task.FromResult<Fact<RecordFacts>>(unasked);
        var latency = records?.LatencyAsync(target, cancellationToken) ?? Task.FromResult<Fact<DeliveryLatency>>(unasked);
        var arns = ((await flowLogs.ConfigureAwait(false)).Value ?? []).Where(flowLog => flowLog.LogGroup == target.LogGroup).Select(flowLog => flowLog.DeliveryRoleArn).OfType<string>().Distinct().ToList();
        var roles = await Task.WhenAll(arns.Select(arn => FactGuard.RunAsync("iam:GetRole", arn, () => accounts.Roles(target).RoleAsync(arn, cancellationToken), cancellationToken))).ConfigureAwait(false);
        return new DeliveryFacts
        {
            LogGroup = await details.ConfigureAwait(false),
            Activity = await activity.ConfigureAwait(false),
            IncomingEvents = await events.ConfigureAwait(false),
            Roles = arns.Zip(roles).ToDictionary(one => one.First, one => one.Second),
            Records = await counted.ConfigureAwait(false),
            Latency = await latency.ConfigureAwait(false),
        };
    }

    private static async Task<IReadOnlyDictionary<string, Fact<TopicDetails>>> TopicsAsync(MonitoredTarget target, IAccountReaders accounts, CancellationToken cancellationToken)
    {
        var arns = target.Topics.Sns;
        var topics = await Task.WhenAll(arns.Select(arn => FactGuard.RunAsync("sns:GetTopicAttributes", arn, () => accounts.Topics(target).TopicAsync(arn, cancellationToken), cancellationToken))).ConfigureAwait(false);
        return arns.Zip(topics).ToDictionary(one => one.First, one => one.Second);
    }

    private static async Task<(Fact<IReadOnlyList<RunRecord>> Runs, IReadOnlyDictionary<string, Fact<LedgerSummary>> Ledgers)> StateAsync(MonitoredTarget target, DiagnosticSources sources, CancellationToken cancellationToken)
    {
        var absent = new FactFailure(FactFailureKind.Unavailable, FactGuard.State, target.Name, "runs and windows are remembered in the state of a host of FlowWatch, and there is none here; ask it over HTTP, or name its state");
        if (sources is not { Runs: { } runs, Ledger: { } ledger, Options: { } options, Time: { } time }) return (absent, CheckRunnerOptions.Checks.ToDictionary(check => check, _ => (Fact<LedgerSummary>)absent));
        var survey = new LedgerSurvey(ledger, time);
        var ledgers = new Dictionary<string, Fact<LedgerSummary>>();
        foreach (var check in CheckRunnerOptions.Checks)
        {
            ledgers[check] = await FactGuard.RunAsync<LedgerSummary>(FactGuard.State, target.Name, async () => await survey.RunAsync([(target.Name, check, options.WindowsOf(check))], cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }

        var found = await FactGuard.RunAsync(FactGuard.State, "runs", async () => Facts.Known<IReadOnlyList<RunRecord>>(await LatestAsync(runs, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        return (found, ledgers);
    }

    private static async Task<List<RunRecord>> LatestAsync(RunStore runs, CancellationToken cancellationToken)
    {
        var latest = new List<RunRecord>();
        await foreach (var run in runs.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (run.Status != RunStatus.Running) latest.Add(run);
            if (latest.Count == Runs) break;
        }

        return latest;
    }

    // The controls that are used here judge nothing of it.
    private static OperationFacts Nothing(TimeWindow period)
    {
        var unasked = new FactFailure(FactFailureKind.Unavailable, FactGuard.State, "operation", "not looked at");
        return new OperationFacts
        {
            Window = period, Runs = new Dictionary<string, Fact<IReadOnlyList<RunRecord>>>(), Schedules = new Dictionary<string, WindowOptions>(), Windows = new Dictionary<string, Fact<IReadOnlyList<WindowRow>>>(),
            Ledgers = new Dictionary<string, Fact<LedgerSummary>>(), Topics = new Dictionary<string, Fact<TopicDetails>>(), AlertTests = unasked, Findings = unasked, Suppressions = unasked,
        };
    }
}
