using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tests.Compliance;

/// <summary>Facts of a target of which every control passes, and how single ones are made worse.</summary>
internal static class HealthyTarget
{
    public const string Account = "444455556666";
    public const string Group = "/aws/vpc/flowlogs/production";
    public const string Role = "arn:aws:iam::444455556666:role/flow-logs";
    public const string Warning = "arn:aws:sns:eu-central-1:444455556666:warning";
    public const string Critical = "arn:aws:sns:eu-central-1:444455556666:critical";

    public const string FlowLogTrust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    public const string Deliver = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents","logs:Describe*"],"Resource":"*"}]}""";

    public const string TlsOnly = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::archive","arn:aws:s3:::archive/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);

    public static readonly TimeWindow Day = new(Now.AddDays(-1), Now);

    public static readonly FactFailure Denied = new(FactFailureKind.AccessDenied, "x:Denied", "*", "not authorized");

    public static ComplianceFacts Facts { get; } = new()
    {
        Target = new MonitoredTarget
        {
            Name = "production-eu",
            Environment = "production",
            Account = Account,
            Region = "eu-central-1",
            LogGroup = Group,
            Archive = new ArchiveLocation("archive", "", ArchiveFeed.FlowLog),
            Topics = new AlertTopics { Warning = Warning, Critical = Critical },
        },
        Now = Now,
        Network = new NetworkFacts(
            List(FlowLog()),
            List(Vpc()),
            List(new Subnet("subnet-1", "vpc-1", Account, ["10.0.0.0/24"]), new Subnet("subnet-2", "vpc-1", Account, ["10.0.1.0/24"])),
            List(Interface("eni-1"), Interface("eni-2") with { InterfaceType = "nat_gateway" }, Interface("eni-3") with { Status = "available" })),
        Delivery = new DeliveryFacts
        {
            LogGroup = new LogGroupDetails { Name = Group, RetentionDays = 30, Class = LogGroupClass.Standard, CreatedAt = Now.AddYears(-1) },
            Activity = new LogGroupActivity(Now.AddMinutes(-20), Now.AddMinutes(-15)),
            IncomingEvents = Events(_ => true),
            Roles = new Dictionary<string, Fact<RoleDetails>> { [Role] = RoleOf(FlowLogTrust, Deliver) },
            Records = new RecordFacts { Window = Day, Query = "stats count(*) by interfaceId", Interfaces = [new InterfaceRecords("eni-1", 1000, 3, 1), new InterfaceRecords("eni-2", 5000, 0, 20)] },
            Latency = new DeliveryLatency(Day, "stats count(*) by delay", 6000, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(170), TimeSpan.FromSeconds(400)),
        },
        Operation = new OperationFacts
        {
            Window = Day,
            Runs = PerCheck(check => List([.. Runs(check)])),
            Schedules = PerCheck(check => Cut(check)),
            Windows = PerCheck(check => List([.. Windows(check)])),
            Ledgers = PerCheck(_ => (Fact<LedgerSummary>)new LedgerSummary { Due = 1, OldestUnjudgedAge = TimeSpan.FromMinutes(12) }),
            Topics = new Dictionary<string, Fact<TopicDetails>> { [Warning] = Topic(Warning), [Critical] = Topic(Critical) },
            AlertTests = List(new AlertTestRecord(Warning, Now.AddDays(-20), Now.AddDays(-20), "1", null), new AlertTestRecord(Critical, Now.AddDays(-20), Now.AddDays(-20), "2", null)),
            Findings = List(Finding(Now.AddHours(-5))),
            Suppressions = List(Suppression()),
        },
        Archive = new ArchiveFacts
        {
            Posture = new BucketPosture
            {
                Bucket = "archive",
                Location = new BucketLocation("eu-central-1"),
                Lifecycle = new BucketLifecycle([Rule()], LifecycleMinimumSize.VariesByClass),
                Encryption = new BucketEncryption("AES256", null, false),
                Versioning = new BucketVersioning(BucketVersioningStatus.Enabled, false),
                ObjectLock = new BucketObjectLock(true, new DefaultObjectLock(ObjectLockMode.Compliance, 2555, null)),
                PublicAccessBlock = new BucketPublicAccessBlock(true, true, true, true),
                Policy = new BucketPolicy(TlsOnly),
                PolicyStatus = new BucketPolicyStatus(false),
            },
            Inventory = Inventory(),
        },
    };

    public static FlowLogConfiguration FlowLog() => new()
    {
        Id = "fl-1",
        Status = "ACTIVE",
        ResourceId = "vpc-1",
        TrafficType = FlowLogTrafficType.All,
        DestinationType = FlowLogDestinationType.CloudWatchLogs,
        LogGroup = Group,
        DeliveryStatus = FlowLogDeliveryStatus.Success,
        DeliveryRoleArn = Role,
        LogFormat = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
        MaximumAggregationInterval = TimeSpan.FromSeconds(60),
        CreatedAt = Now.AddYears(-1),
    };

    public static Vpc Vpc(string id = "vpc-1", string owner = Account) => new(id, owner, ["10.0.0.0/16"], false, new Dictionary<string, string>());

    public static NetworkInterface Interface(string id) => new() { Id = id, Status = "in-use", VpcId = "vpc-1", SubnetId = "subnet-1", InterfaceType = "interface", OwnerId = Account, PrivateAddresses = ["10.0.0.10"] };

    public static Fact<MetricSeries> Events(Func<DateTimeOffset, bool> hasEvents, bool isComplete = true) => new MetricSeries(
        [.. Enumerable.Range(0, 25).Select(hours => Now.AddMinutes(-30).AddHours(-hours)).Where(hasEvents).Order().Select(hour => new MetricPoint(hour, 100))],
        isComplete,
        isComplete ? [] : ["partial data"]);

    public static RoleDetails RoleOf(string trust, params string[] policies) => new()
    {
        Arn = Role,
        Name = "flow-logs",
        Trust = PolicyDocument.TryParse(trust)!,
        InlinePolicies = List<RolePolicy>([.. policies.Select((policy, index) => new RolePolicy($"policy-{index}", null, PolicyDocument.TryParse(policy)!))]),
        AttachedPolicies = List<RolePolicy>(),
    };

    public static TopicDetails Topic(string arn) => new()
    {
        Arn = arn,
        Owner = Account,
        IsFifo = false,
        ConfirmedSubscriptions = 1,
        PendingSubscriptions = 0,
        Subscriptions = List(new TopicSubscription("email", true)),
    };

    public static LifecycleRule Rule() => new()
    {
        Id = "archive",
        IsEnabled = true,
        Transitions = [new LifecycleTransition("GLACIER", 90, null), new LifecycleTransition("DEEP_ARCHIVE", 365, null)],
        Expiration = new LifecycleExpiration(2555, null, false),
        NoncurrentExpiration = new NoncurrentExpiration(30, null),
    };

    public static ArchiveInventory Inventory(params ArchiveGap[] gaps) => new()
    {
        ListedAt = Now,
        IsFull = true,
        Classes =
        [
            new ArchiveClassShare("STANDARD", 0, 90, 25_000, 1_000_000_000, 0, "AWSLogs/a"),
            new ArchiveClassShare("GLACIER", 90, 365, 70_000, 3_000_000_000, 0, "AWSLogs/b"),
        ],
        Coverage = [new ArchiveCoverage(Account, "eu-central-1", "fl-2", Now.AddYears(-1), Now.AddHours(-1), 8759, 8759, gaps)],
        UnknownKeys = 0,
    };

    public static Suppression Suppression() => new()
    {
        Name = "scanner",
        Owner = "security",
        Reason = "our own vulnerability scanner",
        Expires = Now.AddDays(60),
        Source = System.Net.IPNetwork.Parse("10.0.9.9/32"),
        Detection = "PORT_SCAN",
    };

    public static StoredFinding Finding(DateTimeOffset at) => new("key", new Finding
    {
        Detection = "PORT_SCAN",
        DetectionVersion = 1,
        Severity = Severity.Critical,
        Certainty = Certainty.Certain,
        Source = "203.0.113.9",
        Targets = ["10.0.0.5"],
        TargetCount = 1,
        Title = "Vertical port scan",
        Summary = "203.0.113.9 touched 60 ports.",
        Window = new TimeWindow(at, at.AddMinutes(5)),
        Evidence = new FindingEvidence { Counts = [] },
        Fingerprint = "f1",
    });

    public static WindowOptions Cut(string check) => check == "anomaly" ? new CheckSettings().Anomaly : new CheckSettings().Security;

    public static IEnumerable<RunRecord> Runs(string check)
    {
        for (var at = Day.From; at < Day.To; at += Cut(check).Length)
        {
            yield return new RunRecord { Id = $"{check}-{at:O}", Check = check, Trigger = "timer", Status = RunStatus.Succeeded, StartedAt = at, FinishedAt = at.AddMinutes(1), Targets = 1, WindowsJudged = 1 };
        }
    }

    public static IEnumerable<WindowRow> Windows(string check)
    {
        for (var at = Day.From; at + Cut(check).Length <= Day.To.AddMinutes(-30); at += Cut(check).Length)
        {
            yield return new WindowRow { From = at, To = at + Cut(check).Length, Status = WindowStatus.Done, Attempts = 1, JudgedAt = at.AddMinutes(40), Records = 100 };
        }
    }

    public static IReadOnlyDictionary<string, T> PerCheck<T>(Func<string, T> of) => new Dictionary<string, T> { ["anomaly"] = of("anomaly"), ["security"] = of("security") };

    public static Fact<IReadOnlyList<T>> List<T>(params IReadOnlyList<T> items) => FlowWatch.Core.Accounts.Facts.Known(items);
}
