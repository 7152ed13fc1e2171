using FlowWatch.AwsSimulator.Policies;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Diagnostics.Access;

namespace FlowWatch.Aws.Tests.Compliance;

/// <summary>The controls over an account that is asked for real: all is well, and with access denied on each call in turn.</summary>
public class TargetVerifierTests
{
    // What a verification has no use for: it restores nothing, reads and writes no object, publishes nothing, and follows no event.
    private static readonly string[] NotAsked = ["s3:RestoreObject", "s3:GetObject", "s3:PutObject", "sns:Publish", "logs:FilterLogEvents", "s3:GetBucketPolicyStatus", "logs:DescribeQueryDefinitions", "logs:PutQueryDefinition"];

    // Stopping is only done where nobody waits for an answer any more.
    private static readonly string[] Harmless = ["logs:StopQuery"];

    /// <summary>The controls that a refused action must leave unverified; any other may only pass what does not depend on it.</summary>
    private static readonly Dictionary<string, string[]> Unverified = new()
    {
        ["ec2:DescribeFlowLogs"] = ["flow-log-active", "vpc-covered", "interface-covered", "flow-log-delivering", "traffic-type-all", "log-format-fields", "aggregation-interval", "delivery-role", "skipped-records", "record-latency", "thresholds-in-force", "archive-complete"],
        ["ec2:DescribeVpcs"] = ["vpc-covered", "interface-covered"],
        ["ec2:DescribeSubnets"] = [],
        ["ec2:DescribeNetworkInterfaces"] = ["interface-covered"],
        ["logs:StartQuery"] = ["skipped-records", "record-latency"],
        ["logs:GetQueryResults"] = ["skipped-records", "record-latency"],
        ["logs:DescribeLogGroups"] = ["log-group-receiving", "log-group-retention", "retention-without-hole", "incident-evidence"],
        ["logs:DescribeLogStreams"] = ["flow-log-delivering"],
        ["cloudwatch:GetMetricData"] = ["log-group-receiving", "archive-complete"],
        ["iam:GetRole"] = ["delivery-role"],
        ["iam:ListRolePolicies"] = ["delivery-role"],
        ["iam:GetRolePolicy"] = ["delivery-role"],
        ["iam:ListAttachedRolePolicies"] = ["delivery-role"],
        ["iam:GetPolicy"] = ["delivery-role"],
        ["iam:GetPolicyVersion"] = ["delivery-role"],
        ["s3:ListBucket"] = ["retention-without-hole", "archive-storage-classes", "archive-complete"],
        ["s3:GetLifecycleConfiguration"] = ["archive-glacier", "archive-deep-archive", "archive-expiry", "retention-without-hole", "archive-versioning"],
        ["s3:GetEncryptionConfiguration"] = ["archive-encrypted"],
        ["s3:GetBucketVersioning"] = ["archive-expiry", "archive-versioning"],
        ["s3:GetBucketObjectLockConfiguration"] = ["archive-object-lock"],
        ["s3:GetBucketPublicAccessBlock"] = ["archive-public-access-block"],
        ["s3:GetBucketPolicy"] = ["archive-tls-only"],
        ["sns:GetTopicAttributes"] = ["alert-topics-subscribed"],
        ["sns:ListSubscriptionsByTopic"] = [],
    };

    public static TheoryData<string> Actions => [.. Unverified.Keys];

    [Fact]
    public void Actions_AreAllThatAVerificationAsks() => Assert.Equal(
        AccessCatalog.Rules.SelectMany(rule => rule.Actions).Except(NotAsked).Except(Harmless).Order(StringComparer.Ordinal),
        Unverified.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task VerifyAsync_HealthyAccount_AllPass()
    {
        await using var account = await VerifiedAccount.StartAsync();

        var compliance = await account.VerifyAsync(SimulatedPolicies.AllowEverything);

        Assert.Equal(ControlCatalog.Default.All.Select(control => control.Metadata.Id), compliance.Results.Select(result => result.Control).Distinct());
        Assert.Empty(compliance.Results.Where(result => result.Status is not (ControlStatus.Pass or ControlStatus.NotApplicable)).Select(result => $"{result.Control} {result.Status}: {result.Statement}"));
        // Nothing is held back by suppressions there; all else is judged.
        Assert.Equal(["suppressions-reviewed"], compliance.Results.Where(result => result.Status == ControlStatus.NotApplicable).Select(result => result.Control));
    }

    [Fact]
    public async Task VerifyAsync_NoOtherActionAllowed_AllPass()
    {
        // So there is no call beside those of the table whose refusal could go unnoticed.
        await using var account = await VerifiedAccount.StartAsync();

        var compliance = await account.VerifyAsync(AccountFixture.Allowing([.. Unverified.Keys]));

        Assert.Empty(compliance.Results.Where(result => result.Status is not (ControlStatus.Pass or ControlStatus.NotApplicable)).Select(result => $"{result.Control} {result.Status}: {result.Statement}"));
    }

    [Fact]
    public async Task VerifyAsync_NothingAllowed_PassesNothingThatHangsOnAws()
    {
        await using var account = await VerifiedAccount.StartAsync();

        var compliance = await account.VerifyAsync(SimulatedPolicies.AllowNothing);

        var hanging = Unverified.Values.SelectMany(controls => controls).ToHashSet();
        Assert.Equal(hanging.Order(StringComparer.Ordinal), compliance.Results.Where(result => result.Status == ControlStatus.NotVerified).Select(result => result.Control).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(compliance.Results, result => hanging.Contains(result.Control) && (result.Status is ControlStatus.Pass or ControlStatus.Fail));
        Assert.All(compliance.Results.Where(result => result.Status == ControlStatus.NotVerified), result => Assert.NotEmpty(result.NotSeen));
    }

    [Fact]
    public async Task VerifyAsync_SubnetsDeniedWhereTheyDecide_NamesThem()
    {
        await using var account = await VerifiedAccount.StartAsync("subnet-1");
        Assert.All((await account.VerifyAsync(SimulatedPolicies.AllowEverything)).Results.Where(result => result.Control == "vpc-covered"), result => Assert.Equal(ControlStatus.Pass, result.Status));

        var compliance = await account.VerifyAsync(AccountFixture.Denying("ec2:DescribeSubnets"));

        var unverified = Assert.Single(compliance.Results, result => result.Status == ControlStatus.NotVerified);
        Assert.Equal(("vpc-covered", "ec2:DescribeSubnets"), (unverified.Control, Assert.Single(unverified.NotSeen).Action));
    }

    [Fact]
    public async Task VerifyAsync_SubscriptionsDenied_CountsThemOtherwiseAndSaysSo()
    {
        await using var account = await VerifiedAccount.StartAsync();

        var compliance = await account.VerifyAsync(AccountFixture.Denying("sns:ListSubscriptionsByTopic"));

        Assert.All(compliance.Results.Where(result => result.Control == "alert-topics-subscribed"), result => Assert.Contains(result.Evidence, evidence => evidence.Value.Contains("sns:ListSubscriptionsByTopic", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task VerifyAsync_ActionDenied_NeverPassesWhatDependsOnItAndNamesIt(string action)
    {
        await using var account = await VerifiedAccount.StartAsync();

        var compliance = await account.VerifyAsync(AccountFixture.Denying(action));

        var unverified = compliance.Results.Where(result => result.Status == ControlStatus.NotVerified).ToList();
        Assert.Equal(Unverified[action].Order(StringComparer.Ordinal), unverified.Select(result => result.Control).Distinct().Order(StringComparer.Ordinal));
        Assert.All(unverified, result =>
        {
            Assert.All(result.NotSeen, failure => Assert.Equal((action, FactFailureKind.AccessDenied), (failure.Action, failure.Kind)));
            Assert.NotEmpty(result.NotSeen);
            Assert.Contains(action, result.Statement, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(compliance.Results, result => result.Status == ControlStatus.Fail);
    }
}
