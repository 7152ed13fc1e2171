using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Access;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Tests.Access;

public class AwsAccessProbeTests
{
    public static TheoryData<string> Actions => [.. AccessCatalog.Rules.SelectMany(rule => rule.Actions).Where(action => action != "sns:Publish")];

    [Fact]
    public async Task LookAsync_PolicyOfTheCatalog_AllowsEverythingThatIsTried()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Allow(fixture.Needed);

        var access = await fixture.LookAsync();

        Assert.Equal(["managed identity", "identity token", "hub role", "member role", "account"], access.Chain.Select(finding => finding.Subject));
        Assert.All(access.Findings, finding => Assert.True(finding.Outcome == (finding.Subject == "sns:Publish" ? AccessOutcome.NotTried : AccessOutcome.Ok), $"{finding.Subject}: {finding.Outcome}: {finding.Detail}"));
        Assert.True(access.IsWell);
        Assert.Null(access.MissingPolicy);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task LookAsync_OneActionIsMissing_IsRefusedWithItsStatement(string action)
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Allow(fixture.Needed.Where(needed => needed.Action != action));

        var access = await fixture.LookAsync();

        var finding = Assert.Single(access.Findings, finding => finding.Outcome == AccessOutcome.Refused);
        Assert.Equal(action, finding.Subject);
        Assert.Contains($"\"{action}\"", finding.Permission!.Statement, StringComparison.Ordinal);
        Assert.Contains($"\"{action}\"", access.MissingPolicy, StringComparison.Ordinal);
        Assert.False(access.IsWell);

        // What is missing is enough to make it well.
        fixture.Chain.MemberRole.PutPolicy("missing", access.MissingPolicy!);
        Assert.True((await fixture.LookAsync()).IsWell);
    }

    [Fact]
    public async Task LookAsync_NothingIsAllowed_NamesEverything()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Allow([]);

        var access = await fixture.LookAsync(sendTest: true);

        Assert.All(access.Chain, finding => Assert.Equal(AccessOutcome.Ok, finding.Outcome));
        Assert.All(access.Permissions, finding => Assert.True(finding.Outcome is AccessOutcome.Refused or AccessOutcome.CouldNotLook, $"{finding.Subject}: {finding.Outcome}"));
        Assert.Equal(["s3:GetObject", "s3:RestoreObject"], access.Permissions.Where(finding => finding.Detail.StartsWith("allow s3:ListBucket first", StringComparison.Ordinal)).Select(finding => finding.Subject));
    }

    [Fact]
    public async Task LookAsync_SendTest_PublishesOneMessage()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Allow(fixture.Needed);

        var access = await fixture.LookAsync(sendTest: true);

        Assert.Equal(AccessOutcome.Ok, Assert.Single(access.Permissions, finding => finding.Subject == "sns:Publish").Outcome);
        Assert.Equal(1, fixture.Chain.Aws.Requests.Count(request => request.Action == "Publish"));
    }

    [Fact]
    public async Task LookAsync_AnyTarget_ChangesNothing()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Allow(fixture.Needed);

        await fixture.LookAsync();

        Assert.All(fixture.Chain.Aws.Requests, request => Assert.Matches("^(Get|List|Describe|Head|Filter|AssumeRole|StartQuery$|StopQuery$|RestoreObject$|PutQueryDefinition$|PutObject$)", request.Action));
        Assert.Empty(fixture.Chain.Aws.Logs.In(fixture.Target.Account, fixture.Target.Region).QueryDefinitions);
        Assert.Null(fixture.Bucket.Find("flowwatch-reports/flowwatch-doctor"));
        Assert.Equal(1, fixture.Chain.Aws.Logs.Counters.QueriesStarted);
    }

    [Fact]
    public async Task LookAsync_LogGroupIsNotThere_CouldNotLookAndSaysWhy()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Target = fixture.Target with { LogGroup = "/gone" };
        fixture.Allow(fixture.Needed);

        var access = await fixture.LookAsync();

        foreach (var action in new[] { "logs:StartQuery", "logs:DescribeLogGroups" })
        {
            Assert.Equal(AccessOutcome.CouldNotLook, Assert.Single(access.Permissions, finding => finding.Subject == action).Outcome);
        }

        Assert.Equal("answered, but there is no log group /gone in 444455556666, eu-central-1", Assert.Single(access.Permissions, finding => finding.Subject == "logs:DescribeLogGroups").Detail);
        Assert.Equal(AccessOutcome.NotTried, Assert.Single(access.Permissions, finding => finding.Subject == "iam:GetRole").Outcome);
    }

    [Fact]
    public async Task LookAsync_ServiceIsOut_CouldNotLook()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Allow(fixture.Needed);
        fixture.Chain.Aws.Faults.Add(SimulatedFault.Unavailable, FaultScope.Of("ec2"));

        var access = await fixture.LookAsync();

        Assert.All(access.Permissions.Where(finding => finding.Subject.StartsWith("ec2:", StringComparison.Ordinal)), finding => Assert.Equal(AccessOutcome.CouldNotLook, finding.Outcome));
        Assert.Contains("which role delivers the flow logs is not known", Assert.Single(access.Permissions, finding => finding.Subject == "iam:GetRole").Detail, StringComparison.Ordinal);
        Assert.False(access.IsWell);
    }

    [Fact]
    public async Task LookAsync_ChainIsBroken_NamesLinkAndConditionAndLooksNoFurther()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Target = fixture.Target with { ExternalId = "another" };

        var access = await fixture.LookAsync();

        Assert.False(access.HasCredentials);
        Assert.Equal(["ok managed identity", "ok identity token", "ok hub role", "refused member role"], access.Chain.Select(finding => $"{(finding.Outcome == AccessOutcome.Ok ? "ok" : "refused")} {finding.Subject}"));
        Assert.Contains("sts:ExternalId", access.Chain[^1].Hints[0], StringComparison.Ordinal);
        Assert.All(access.Permissions, finding => Assert.Equal((AccessOutcome.CouldNotLook, "no credentials: see member role"), (finding.Outcome, finding.Detail)));
        Assert.Null(access.MissingPolicy);
    }

    [Theory]
    [InlineData(CredentialFailureKind.Unavailable, AccessOutcome.CouldNotLook)]
    [InlineData(CredentialFailureKind.Refused, AccessOutcome.Refused)]
    public async Task LookAsync_ManagedIdentityGivesNothing_StopsThere(CredentialFailureKind kind, AccessOutcome outcome)
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Chain.NoToken = new CredentialFailure { Link = CredentialLink.ManagedIdentity, Kind = kind, Message = "No." };

        var finding = Assert.Single((await fixture.LookAsync()).Chain);

        Assert.Equal(("managed identity", outcome, "No."), (finding.Subject, finding.Outcome, finding.Detail));
    }

    [Fact]
    public async Task LookAsync_TokenOfVersion2_BlamesTheTokenNotTheIdentity()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Chain.Version = "2.0";

        var chain = (await fixture.LookAsync()).Chain;

        Assert.Equal([("managed identity", AccessOutcome.Ok), ("identity token", AccessOutcome.Refused)], chain.Select(finding => (finding.Subject, finding.Outcome)));
    }

    [Fact]
    public async Task LookAsync_RoleOfAnotherAccount_IsNotTakenForTheTarget()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Target = fixture.Target with { Account = "777788889999" };

        var access = await fixture.LookAsync();

        Assert.Equal(("account", AccessOutcome.Refused), (access.Chain[^1].Subject, access.Chain[^1].Outcome));
        Assert.All(access.Permissions, finding => Assert.Equal(AccessOutcome.CouldNotLook, finding.Outcome));
    }

    [Fact]
    public async Task LookAsync_ExplicitDeny_SaysThatNoStatementHelps()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Allow(fixture.Needed);
        fixture.Chain.Aws.Faults.Add(SimulatedFault.Error("UnauthorizedOperation", System.Net.HttpStatusCode.Forbidden, "You are not authorized, with an explicit deny in a service control policy."), FaultScope.Of("ec2", "DescribeVpcs"));

        var finding = Assert.Single((await fixture.LookAsync()).Permissions, finding => finding.Outcome == AccessOutcome.Refused);

        Assert.Contains("a deny goes before every allow", Assert.Single(finding.Hints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookAsync_TargetWithoutArchiveAndTopics_NeedsLess()
    {
        await using var fixture = await AccessFixture.StartAsync();
        fixture.Target = fixture.Target with { Archive = null, Topics = new AlertTopics() };
        fixture.Chain.MemberRole.PutPolicy("permissions", SimulatedPolicies.AllowEverything);

        Assert.DoesNotContain((await fixture.LookAsync()).Permissions, finding => finding.Subject.StartsWith("s3:", StringComparison.Ordinal) || finding.Subject.StartsWith("sns:", StringComparison.Ordinal));
    }
}
