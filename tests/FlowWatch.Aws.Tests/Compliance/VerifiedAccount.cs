using Amazon.Runtime;
using FlowWatch.Aws.Clients;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.AwsSimulator.S3;
using FlowWatch.AwsSimulator.Sns;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;
using FlowWatch.Local.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Aws.Tests.Compliance;

/// <summary>
/// An account in which all is well, its flow logs, roles, topics and archive simulated; and FlowWatch's verifier, which sees it over HTTP
/// with the real SDK, the scheduler, the archive ledger and the state. Only time is the test's.
/// </summary>
internal sealed class VerifiedAccount : IAsyncDisposable
{
    private const string Role = "arn:aws:iam::444455556666:role/flow-logs";
    private const string Managed = "arn:aws:iam::444455556666:policy/deliver";
    private const string Fields = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);

    /// <summary>Since when the archive is fed.</summary>
    private static readonly DateTimeOffset Archived = Now.AddDays(-2);

    private static readonly TimeWindow Period = new(Now.AddHours(-6), Now);

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-test-").FullName;
    private readonly JumpingClock time = new(Now);
    private readonly List<AwsClients> clients = [];
    private readonly IStateStore state;

    private VerifiedAccount(SimulatedAws aws)
    {
        Aws = aws;
        state = SqliteStateStore.Open(Path.Combine(folder, "state.db"));
    }

    public SimulatedAws Aws { get; }

    public MonitoredTarget Target { get; } = TestTargets.Target() with
    {
        Archive = new ArchiveLocation("archive", "", ArchiveFeed.FlowLog),
        Topics = new AlertTopics { Warning = $"arn:aws:sns:eu-central-1:{TestTargets.Account}:warning", Critical = $"arn:aws:sns:eu-central-1:{TestTargets.Account}:critical" },
    };

    /// <summary>Starts one.</summary>
    /// <param name="recorded">What its flow log records: the VPC, or the VPC's only subnet.</param>
    public static async Task<VerifiedAccount> StartAsync(string recorded = "vpc-1")
    {
        var clock = new JumpingClock(Now);
        var account = new VerifiedAccount(await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = clock }));
        account.FillAccount(recorded);
        await account.FillStateAsync();
        return account;
    }

    /// <summary>Verifies with the permissions of a policy.</summary>
    public async Task<TargetCompliance> VerifyAsync(string policy)
    {
        var made = Connect(policy);
        var readers = new AwsAccountReaders(made);
        var settings = new InsightsSettings { QueryDeadline = TimeSpan.FromSeconds(30) };
        var source = new InsightsFlowLogSource(new FlowLogFormatSource(readers.Network, time), new InsightsQueryScheduler(made, settings, time, NullLogger<InsightsQueryScheduler>.Instance), settings);
        var suppressions = new SuppressionRegister(new FlowWatchSettings { Targets = [Target] }, new SuppressionStore(state, new SuppressionHitStore(state), time), new SuppressionHitStore(state), time);
        var operation = new OperationFactsReader(readers, new RunStore(state), new WindowLedger(state, time, "test"), new FindingStore(state), new AlertTestStore(state), suppressions, new CheckRunnerOptions { FlowWatchVersion = "test" }, time);
        var facts = new ComplianceFactsReader(readers, new RecordFactsReader(source, time), operation, new ArchiveLedger(state, readers, new ArchiveAcknowledgements(state, time), time), time);
        return await new TargetVerifier(facts, new ComplianceJudge(ControlCatalog.Default), new ComplianceSettings()).VerifyAsync(Target, Period, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(one => one.Dispose());
        await Aws.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private AwsClients Connect(string policy)
    {
        var keys = Aws.AddUser(TestTargets.Account, $"user-{clients.Count}", policy);
        var options = new AwsClientOptions { UserAgent = "FlowWatch/test", Endpoint = Aws.Endpoint, Attempts = 1, AnswerTimeout = TimeSpan.FromSeconds(30) };
        var made = new AwsClients(new FlowWatchSettings(), null, options, time, NullLoggerFactory.Instance, new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey));
        clients.Add(made);
        return made;
    }

    private void FillAccount(string recorded)
    {
        var (account, region) = (Target.Account, Target.Region);
        var ec2 = Aws.Ec2.In(account, region);
        ec2.Add(new SimulatedVpc { VpcId = "vpc-1" });
        ec2.Add(new SimulatedSubnet { SubnetId = "subnet-1", VpcId = "vpc-1" });
        ec2.Add(new SimulatedNetworkInterface { NetworkInterfaceId = "eni-1", VpcId = "vpc-1", SubnetId = "subnet-1" });
        ec2.Add(new SimulatedNetworkInterface { NetworkInterfaceId = "eni-2", VpcId = "vpc-1", SubnetId = "subnet-1", InterfaceType = "nat_gateway" });
        ec2.Add(new SimulatedFlowLog { FlowLogId = "fl-1", ResourceId = recorded, LogGroupName = Target.LogGroup, DeliverLogsPermissionArn = Role, MaxAggregationInterval = 60 });
        ec2.Add(new SimulatedFlowLog { FlowLogId = "fl-2", ResourceId = "vpc-1", LogDestinationType = "s3", LogDestination = "arn:aws:s3:::archive", MaxAggregationInterval = 60, CreationTime = Archived });
        Aws.AddRole(
            Role,
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"444455556666"}}}]}""",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}""")
            .Attach(Aws.AddManagedPolicy(Managed, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:Describe*","Resource":"*"}]}"""));

        var group = Aws.Logs.In(account, region).AddLogGroup(Target.LogGroup);
        group.RetentionInDays = 30;
        group.CreatedAt = Now.AddDays(-200);
        var lines = Enumerable.Range(0, 300).Select(number =>
        {
            var start = Now.AddHours(-2).AddSeconds(number * 20).ToUnixTimeSeconds();
            return $"2 {account} eni-{1 + (number % 2)} 10.0.0.{number % 200} 10.0.0.5 40000 443 6 10 840 {start} {start + 59} ACCEPT OK";
        });
        group.AddFlowLog(lines.Prepend(Fields), new FlowLogDelivery { Delay = record => TimeSpan.FromSeconds(60 + (record.Index % 100)) });
        group.Add("eni-1-all", new SimulatedLogEvent(Now.AddMinutes(-10), $"2 {account} eni-1 - - - - - - - {Now.AddMinutes(-10).ToUnixTimeSeconds()} {Now.AddMinutes(-9).ToUnixTimeSeconds()} - NODATA", Now.AddMinutes(-8)));
        for (var hours = 0; hours < 26; hours++) Aws.CloudWatch.In(account, region).Add("AWS/Logs", "IncomingLogEvents", new Dictionary<string, string> { ["LogGroupName"] = Target.LogGroup }, Now.AddMinutes(-20).AddHours(-hours), 100);

        foreach (var name in new[] { "warning", "critical" }) Aws.Sns.AddTopic(account, region, name).Subscribe(new SimulatedSubscription("email", "ops@example.com"));
        var bucket = Aws.S3.AddBucket(account, region, "archive");
        // An hour without traffic, of which CloudWatch counted nothing, has no object.
        var quiet = Archived.AddHours(4);
        for (var slot = Archived.AddMinutes(30); slot < Now; slot = slot.AddHours(1))
        {
            if (slot.Hour == quiet.Hour && slot.Day == quiet.Day) continue;
            bucket.Add(new SimulatedObject { Key = FormattableString.Invariant($"AWSLogs/{account}/vpcflowlogs/{region}/{slot:yyyy/MM/dd}/{account}_vpcflowlogs_{region}_fl-2_{slot:yyyyMMdd'T'HHmm'Z'}_0a1b2c3d.log.gz"), Size = 200_000, LastModified = slot.AddMinutes(10) });
        }

        bucket.Lifecycle = """
            <LifecycleConfiguration><Rule><ID>flow-logs</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter>
            <Transition><Days>90</Days><StorageClass>GLACIER</StorageClass></Transition><Transition><Days>365</Days><StorageClass>DEEP_ARCHIVE</StorageClass></Transition>
            <Expiration><Days>2555</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>30</NoncurrentDays></NoncurrentVersionExpiration></Rule></LifecycleConfiguration>
            """;
        bucket.TransitionDefaultMinimumObjectSize = "varies_by_storage_class";
        bucket.Versioning = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        bucket.ObjectLock = "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>7</Years></DefaultRetention></Rule></ObjectLockConfiguration>";
        bucket.Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::archive","arn:aws:s3:::archive/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""";
    }

    private async Task FillStateAsync()
    {
        var runs = new RunStore(state);
        foreach (var check in CheckRunnerOptions.Checks)
        {
            var length = (check == "anomaly" ? new CheckSettings().Anomaly : new CheckSettings().Security).Length;
            for (var at = Period.From; at < Period.To; at += length)
            {
                await runs.SaveAsync(new RunRecord { Id = RunStore.NewId(at), Check = check, Trigger = "timer", Status = RunStatus.Succeeded, StartedAt = at, FinishedAt = at.AddMinutes(1), Targets = 1, WindowsJudged = 1 }, CancellationToken.None);
            }

            // Judged by another clock, which stands where each window was due.
            var windows = check == "anomaly" ? new CheckSettings().Anomaly : new CheckSettings().Security;
            var clock = new JumpingClock(Period.From);
            var ledger = new WindowLedger(state, clock, "test");
            for (var at = Period.From; at <= Period.To; at += length)
            {
                clock.MoveTo(at);
                while (await ledger.ClaimAsync(Target.Name, check, windows, CancellationToken.None) is { } lease) Assert.True(await ledger.CompleteAsync(lease, new WindowOutcome(10, 0, at, null), CancellationToken.None));
            }
        }

        var finding = new Finding
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
            Window = new TimeWindow(Now.AddHours(-3), Now.AddHours(-3).AddMinutes(5)),
            Evidence = new FindingEvidence { Counts = [] },
            Fingerprint = "f1",
        };
        await new FindingStore(state).ReplaceAsync(Target.Name, "security", finding.Window, [finding], CancellationToken.None);
        foreach (var topic in Target.Topics.All) await new AlertTestStore(state).SaveAsync(Target.Name, new AlertTestRecord(topic, Now.AddDays(-10), Now.AddDays(-10), "message", null), CancellationToken.None);
    }
}
