using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;
using TrafficOptions = FlowWatch.Local.Generation.TrafficOptions;

namespace FlowWatch.Local.Accounts;

/// <summary>
/// An account that exists in memory alone, with an archive of two years, for demonstrations. Some things are not as they must be: one VPC
/// records refused traffic only, hours are missing in the archive, one of the four flags against public access is off, and FlowWatch may not
/// look at the delivery role.
/// </summary>
/// <param name="time">Tells the time.</param>
public sealed class MadeUpAccount(TimeProvider time) : IAccountReaders, INetworkInventory, ILogGroupReader, IRoleReader, IMetricReader, ITopicReader
{
    /// <summary>Name of the archive's bucket.</summary>
    public const string Bucket = "flowwatch-demo-archive";

    /// <summary>The flow log that delivers to the archive.</summary>
    internal const string ArchivingFlowLog = "fl-0a1b2c3d4e5f60003";

    internal static readonly TimeSpan Age = TimeSpan.FromDays(730);

    private const string Account = "123456789012";
    private const string Region = "eu-central-1";
    private const string LogGroup = "/aws/vpc/flowlogs/demo";
    private const string DeliveryRole = $"arn:aws:iam::{Account}:role/flow-log-delivery";
    private const string FirstVpc = "vpc-0a1b2c3d4e5f60001";
    private const string SecondVpc = "vpc-0a1b2c3d4e5f60002";

    private static readonly Dictionary<string, string> NoTags = [];

    private readonly Lock gate = new();
    private MadeUpArchive? archive;

    /// <summary>What its age and the holes of its archive are counted back from. Default: now.</summary>
    public DateTimeOffset MadeAt { get; init; } = time.GetUtcNow();

    /// <summary>
    /// When somebody worked on it: until then the second VPC recorded all traffic and all four flags were on, and the log group kept records
    /// for 14 days only. Null: before anybody looked.
    /// </summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The fields that its flow logs write. Default: AWS's default format.</summary>
    public IReadOnlyList<string> Fields { get; init; } = TrafficOptions.DefaultFields;

    private bool IsChanged => ChangedAt is not { } at || time.GetUtcNow() >= at;

    /// <summary>ARN of one of its topics.</summary>
    /// <param name="name">Name of the topic.</param>
    public static string Topic(string name) => $"arn:aws:sns:{Region}:{Account}:{name}";

    /// <summary>A target in this account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">Where its records are; null where it has none.</param>
    public static MonitoredTarget Target(string name, string? folder) => new()
    {
        Name = name,
        Environment = "demo",
        Account = Account,
        Region = Region,
        LogGroup = LogGroup,
        Folder = folder,
        Archive = new ArchiveLocation(Bucket, "", ArchiveFeed.FlowLog),
    };

    /// <inheritdoc/>
    public INetworkInventory Network(MonitoredTarget target) => this;

    /// <inheritdoc/>
    public ILogGroupReader LogGroups(MonitoredTarget target) => this;

    /// <inheritdoc/>
    public IRoleReader Roles(MonitoredTarget target) => this;

    /// <inheritdoc/>
    public IMetricReader Metrics(MonitoredTarget target) => this;

    /// <inheritdoc/>
    public ITopicReader Topics(MonitoredTarget target) => this;

    /// <inheritdoc/>
    public IFlowLogArchive? Archive(MonitoredTarget target, bool restoreEnabled = false)
    {
        // One for all: its keys are made once.
        lock (gate) return archive ??= new MadeUpArchive(time, MadeAt, Account, Region, () => IsChanged);
    }

    /// <inheritdoc/>
    public Task<Fact<IReadOnlyList<FlowLogConfiguration>>> FlowLogsAsync(string? logGroup, CancellationToken cancellationToken)
    {
        FlowLogConfiguration To(string id, string vpc, FlowLogTrafficType traffic) => new()
        {
            Id = id,
            Status = "ACTIVE",
            ResourceId = vpc,
            TrafficType = traffic,
            DestinationType = FlowLogDestinationType.CloudWatchLogs,
            LogGroup = LogGroup,
            DeliveryStatus = FlowLogDeliveryStatus.Success,
            DeliveryRoleArn = DeliveryRole,
            LogFormat = string.Join(' ', Fields.Select(field => $"${{{field}}}")),
            MaximumAggregationInterval = TimeSpan.FromMinutes(1),
            CreatedAt = MadeAt - Age,
        };
        IReadOnlyList<FlowLogConfiguration> all =
        [
            To("fl-0a1b2c3d4e5f60001", FirstVpc, FlowLogTrafficType.All),
            To("fl-0a1b2c3d4e5f60002", SecondVpc, IsChanged ? FlowLogTrafficType.Reject : FlowLogTrafficType.All),
            To(ArchivingFlowLog, FirstVpc, FlowLogTrafficType.All) with { DestinationType = FlowLogDestinationType.S3, LogGroup = null, DestinationArn = $"arn:aws:s3:::{Bucket}", DeliveryRoleArn = null, FileOptions = new FlowLogFileOptions(ArchiveFileFormat.GzipText, false, false) },
        ];
        return Task.FromResult(Facts.Known<IReadOnlyList<FlowLogConfiguration>>([.. all.Where(flowLog => logGroup is null || flowLog.LogGroup == logGroup)]));
    }

    /// <inheritdoc/>
    public Task<Fact<IReadOnlyList<Vpc>>> VpcsAsync(IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken) =>
        Known<Vpc>([new(FirstVpc, Account, ["10.0.0.0/16"], false, NoTags), new(SecondVpc, Account, ["10.1.0.0/16"], false, NoTags)]);

    /// <inheritdoc/>
    public Task<Fact<IReadOnlyList<Subnet>>> SubnetsAsync(IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken) =>
        Known<Subnet>([new("subnet-0a1b2c3d4e5f60001", FirstVpc, Account, ["10.0.1.0/24"]), new("subnet-0a1b2c3d4e5f60002", SecondVpc, Account, ["10.1.1.0/24"])]);

    /// <inheritdoc/>
    public Task<Fact<IReadOnlyList<NetworkInterface>>> NetworkInterfacesAsync(IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken) =>
        Known<NetworkInterface>([Interface("eni-0a1b2c3d4e5f60001", FirstVpc, "subnet-0a1b2c3d4e5f60001", "10.0.1.10"), Interface("eni-0a1b2c3d4e5f60002", SecondVpc, "subnet-0a1b2c3d4e5f60002", "10.1.1.10")]);

    /// <inheritdoc/>
    public Task<Fact<LogGroupDetails>> DetailsAsync(string logGroup, CancellationToken cancellationToken) =>
        Task.FromResult<Fact<LogGroupDetails>>(new LogGroupDetails { Name = logGroup, Class = LogGroupClass.Standard, RetentionDays = IsChanged ? 30 : 14, CreatedAt = MadeAt - Age });

    /// <inheritdoc/>
    public Task<Fact<LogGroupActivity>> ActivityAsync(string logGroup, CancellationToken cancellationToken) =>
        Task.FromResult<Fact<LogGroupActivity>>(new LogGroupActivity(time.GetUtcNow().AddMinutes(-4), time.GetUtcNow().AddMinutes(-2)));

    /// <inheritdoc/>
    public Task<Fact<LogEvents>> EventsAsync(LogEventFilter filter, CancellationToken cancellationToken) => Task.FromResult<Fact<LogEvents>>(new LogEvents([], true));

    /// <inheritdoc/>
    public Task<Fact<RoleDetails>> RoleAsync(string arn, CancellationToken cancellationToken) =>
        Task.FromResult<Fact<RoleDetails>>(new FactFailure(FactFailureKind.AccessDenied, "iam:GetRole", arn, "FlowWatch's role is not authorized to perform iam:GetRole on this role."));

    /// <inheritdoc/>
    public Task<Fact<MetricSeries>> ReadAsync(MetricQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var points = new List<MetricPoint>();
        for (var at = query.From; at < query.To; at += query.Period)
        {
            if (!MadeUpArchive.IsQuiet(at, MadeAt)) points.Add(new MetricPoint(at, 1800));
        }

        return Task.FromResult<Fact<MetricSeries>>(new MetricSeries(points, true, []));
    }

    /// <inheritdoc/>
    public Task<Fact<TopicDetails>> TopicAsync(string arn, CancellationToken cancellationToken) => Task.FromResult<Fact<TopicDetails>>(new TopicDetails
    {
        Arn = arn,
        Owner = Account,
        IsFifo = false,
        ConfirmedSubscriptions = 1,
        PendingSubscriptions = 1,
        Subscriptions = Facts.Known<IReadOnlyList<TopicSubscription>>([new TopicSubscription("https", true), new TopicSubscription("email", false)]),
    });

    private static NetworkInterface Interface(string id, string vpc, string subnet, string address) =>
        new() { Id = id, Status = "in-use", VpcId = vpc, SubnetId = subnet, InterfaceType = "interface", OwnerId = Account, PrivateAddresses = [address] };

    private static Task<Fact<IReadOnlyList<T>>> Known<T>(IReadOnlyList<T> all) => Task.FromResult(Facts.Known(all));
}
