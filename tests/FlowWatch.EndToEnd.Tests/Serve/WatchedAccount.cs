using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.AwsSimulator.Sns;
using FlowWatch.Local.Generation;

namespace FlowWatch.EndToEnd.Tests.Serve;

/// <summary>
/// An AWS account, simulated, with twenty minutes of traffic in its log group in which every kind of incident is planted, and with topics.
/// The traffic lies at a fixed place between the borders of windows, so that what must be found does not depend on when the test runs.
/// </summary>
internal sealed class WatchedAccount : IAsyncDisposable
{
    public const string Account = SimulatedAws.DefaultAccount;
    public const string Region = "eu-central-1";
    public const string LogGroup = "/aws/vpc/flowlogs/production";

    private static readonly string[] Names = ["warning", "critical", "operations", "security", "network"];

    private readonly SimulatedLogGroup group;
    private readonly IReadOnlyList<SimulatedTopic> topics;

    private WatchedAccount(SimulatedAws aws, DateTimeOffset now)
    {
        (Aws, HalfHour) = (aws, new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.FromMinutes(30).Ticks), TimeSpan.Zero));
        aws.Ec2.In(Account, Region).Add(new SimulatedFlowLog { FlowLogId = "fl-1", ResourceId = "vpc-1", LogGroupName = LogGroup });
        group = aws.Logs.In(Account, Region).AddLogGroup(LogGroup);
        group.CreatedAt = now.AddDays(-30);
        topics = [.. Names.Select(name => aws.Sns.AddTopic(Account, Region, name))];
    }

    public SimulatedAws Aws { get; }

    /// <summary>The last full or half hour: every window of 10, 15 or 30 minutes that ends there began at a border too.</summary>
    public DateTimeOffset HalfHour { get; }

    /// <summary>What was planted.</summary>
    public IReadOnlyList<PlantedIncident> Planted { get; private set; } = [];

    /// <summary>What AWS has accepted on all topics, by topic.</summary>
    public IReadOnlyList<(string Topic, SimulatedMessage Message)> Messages => [.. topics.SelectMany(topic => topic.Messages.Select(message => (topic.Name, message)))];

    /// <summary>What a process needs to take this for AWS.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL"] = Aws.Endpoint.ToString(),
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_ACCESS_KEY_ID"] = Aws.Administrator.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = Aws.Administrator.SecretAccessKey,
    };

    public static async Task<WatchedAccount> StartAsync(string folder)
    {
        var account = new WatchedAccount(await SimulatedAws.StartAsync(), TimeProvider.System.GetUtcNow());
        var traffic = new TrafficGenerator(new TrafficOptions { Start = account.HalfHour.AddMinutes(-50), Duration = TimeSpan.FromMinutes(20), ConnectionsPerSecond = 1 });
        var file = Path.Combine(folder, "flows.log");
        TrafficFile.Write(file, traffic);
        account.group.LoadFile(file);
        account.Planted = traffic.Incidents;
        return account;
    }

    /// <summary>The ARN of a topic.</summary>
    public static string Arn(string topic) => $"arn:aws:sns:{Region}:{Account}:{topic}";

    /// <summary>A port scan arrives now, of a time that was judged long ago.</summary>
    public void AddLateScan(string source, DateTimeOffset start)
    {
        var now = TimeProvider.System.GetUtcNow();
        group.Add("eni-0a-all", Enumerable.Range(1, 80).Select(port =>
        {
            var second = start.AddSeconds(port).ToUnixTimeSeconds();
            return new SimulatedLogEvent(start.AddSeconds(port), FormattableString.Invariant($"2 {Account} eni-0a {source} 10.0.0.5 40000 {port} 6 1 40 {second} {second + 10} REJECT OK"), now);
        }));
    }

    public ValueTask DisposeAsync() => Aws.DisposeAsync();
}
