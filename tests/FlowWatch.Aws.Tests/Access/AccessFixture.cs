using FlowWatch.Aws.Access;
using FlowWatch.Aws.Tests.Credentials;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.S3;
using FlowWatch.Core.Diagnostics.Access;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Tests.Access;

/// <summary>A member account that has everything a target may have, and the doctor's eyes.</summary>
internal sealed class AccessFixture : IAsyncDisposable
{
    private const string Topic = "FlowWatch-Critical";
    private const string DeliveryRole = "arn:aws:iam::444455556666:role/FlowLogDelivery";

    private AccessFixture(ChainFixture chain)
    {
        Chain = chain;
        var aws = chain.Aws;
        Target = chain.Target with
        {
            Archive = new ArchiveLocation("flow-archive", "logs/", ArchiveFeed.FlowLog) { Reports = "flowwatch-reports/" },
            Topics = new AlertTopics { Critical = $"arn:aws:sns:us-east-1:{TestTargets.Account}:{Topic}" },
        };
        aws.Logs.In(Target.Account, Target.Region).AddLogGroup(Target.LogGroup);
        Bucket = aws.S3.AddBucket(Target.Account, Target.Region, "flow-archive");
        aws.Sns.AddTopic(Target.Account, "us-east-1", Topic);
        aws.AddRole(DeliveryRole, AwsSimulator.Policies.SimulatedPolicies.TrustAccount(Target.Account), AwsSimulator.Policies.SimulatedPolicies.AllowNothing);
        aws.Ec2.In(Target.Account, Target.Region).Add(new SimulatedFlowLog { FlowLogId = "fl-1", ResourceId = "vpc-1", LogGroupName = Target.LogGroup, DeliverLogsPermissionArn = DeliveryRole });
        Probe = new AwsAccessProbe(chain.Clients, chain.Time);
    }

    public ChainFixture Chain { get; }

    public AwsAccessProbe Probe { get; }

    public SimulatedBucket Bucket { get; }

    public MonitoredTarget Target { get; set; }

    /// <summary>What the member role may do.</summary>
    public void Allow(IEnumerable<NeededAction> actions) => Chain.MemberRole.PutPolicy("permissions", AccessStatement.Policy(actions));

    public IReadOnlyList<NeededAction> Needed => AccessCatalog.For(Target, restoring: true, definitions: true);

    public static async Task<AccessFixture> StartAsync() => new(await ChainFixture.StartAsync());

    public async Task<TargetAccess> LookAsync(bool sendTest = false) =>
        (await new AccessCheck(Probe).RunAsync([Target], new AccessOptions(Restoring: true, sendTest, Definitions: true), null, CancellationToken.None))[0];

    public ValueTask DisposeAsync() => Chain.DisposeAsync();
}
