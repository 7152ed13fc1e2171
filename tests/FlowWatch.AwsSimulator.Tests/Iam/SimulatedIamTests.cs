using System.Net;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Tests.Iam;

public class SimulatedIamTests
{
    private const string RoleArn = "arn:aws:iam::111122223333:role/delivery/flow-logs";

    private const string Permissions = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogStream","logs:Put*"],"Resource":"arn:aws:logs:*:111122223333:*"},
        {"Effect":"Deny","Action":"logs:PutRetentionPolicy","Resource":"*"}]}
        """;

    [Fact]
    public async Task GetRole_TrustPolicy_ComesPercentEncoded()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
        aws.AddRole(RoleArn, trust, Permissions);
        using var iam = Client(aws);

        var role = (await iam.GetRoleAsync(new GetRoleRequest { RoleName = "flow-logs" })).Role;

        Assert.Equal((RoleArn, "flow-logs", "/delivery/", 3600), (role.Arn, role.RoleName, role.Path, role.MaxSessionDuration));
        Assert.StartsWith("%7B%22Version%22", role.AssumeRolePolicyDocument, StringComparison.Ordinal);
        Assert.Equal(trust, Uri.UnescapeDataString(role.AssumeRolePolicyDocument));
    }

    [Fact]
    public async Task RolePolicies_InlineAndAttached_AreReadInFull()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var role = aws.AddRole(RoleArn, SimulatedPolicies.TrustAccount("111122223333"), Permissions);
        var managed = aws.AddManagedPolicy("arn:aws:iam::aws:policy/ReadOnlyAccess", SimulatedPolicies.AllowEverything);
        role.Attach(managed);
        using var iam = Client(aws);

        var names = (await iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "flow-logs" })).PolicyNames;
        var inline = await iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = "flow-logs", PolicyName = Assert.Single(names) });
        var attached = Assert.Single((await iam.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = "flow-logs" })).AttachedPolicies);
        var policy = (await iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = attached.PolicyArn })).Policy;
        var version = (await iam.GetPolicyVersionAsync(new GetPolicyVersionRequest { PolicyArn = policy.Arn, VersionId = policy.DefaultVersionId })).PolicyVersion;

        Assert.Equal(Permissions, Uri.UnescapeDataString(inline.PolicyDocument));
        Assert.Equal(("ReadOnlyAccess", managed.Arn), (attached.PolicyName, policy.Arn));
        Assert.Equal((SimulatedPolicies.AllowEverything, true), (Uri.UnescapeDataString(version.Document), version.IsDefaultVersion));
    }

    [Fact]
    public async Task ListRolePolicies_ManyOfThem_ComeInPages()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Iam.LargestPage = 1;
        aws.AddRole(RoleArn, SimulatedPolicies.TrustAccount("111122223333"), Permissions).PutPolicy("second", Permissions);
        using var iam = Client(aws);

        var first = await iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "flow-logs" });
        var second = await iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "flow-logs", Marker = first.Marker });

        Assert.Equal((true, false), (first.IsTruncated, second.IsTruncated));
        Assert.Equal(["permissions", "second"], [.. first.PolicyNames, .. second.PolicyNames]);
    }

    [Fact]
    public async Task GetRole_ThatIsNotThere_IsNoSuchEntity()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var iam = Client(aws);

        var error = await Assert.ThrowsAsync<NoSuchEntityException>(() => iam.GetRoleAsync(new GetRoleRequest { RoleName = "none" }));

        Assert.Equal((HttpStatusCode.NotFound, "The role with name none cannot be found."), (error.StatusCode, error.Message));
    }

    [Fact]
    public async Task GetRole_OfAnotherAccount_IsNoSuchEntity()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.AddRole(RoleArn, SimulatedPolicies.TrustAccount("111122223333"), Permissions);
        using var iam = Client(aws, aws.AddAdministrator("444455556666"));

        await Assert.ThrowsAsync<NoSuchEntityException>(() => iam.GetRoleAsync(new GetRoleRequest { RoleName = "flow-logs" }));
    }

    [Theory]
    [InlineData("flow-logs")]
    [InlineData("none")]
    public async Task GetRole_NoPermission_IsDeniedWhetherItIsThereOrNot(string name)
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.AddRole(RoleArn, SimulatedPolicies.TrustAccount("111122223333"), Permissions);
        using var iam = Client(aws, aws.AddUser("111122223333", "weak", SimulatedPolicies.AllowNothing));

        var error = await Assert.ThrowsAnyAsync<AmazonIdentityManagementServiceException>(() => iam.GetRoleAsync(new GetRoleRequest { RoleName = name }));

        Assert.Equal(("AccessDenied", HttpStatusCode.Forbidden), (error.ErrorCode, error.StatusCode));
    }

    [Fact]
    public async Task SimulatePrincipalPolicy_EachActionAndResource_IsDecided()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.AddRole(RoleArn, SimulatedPolicies.TrustAccount("111122223333"), Permissions);
        using var iam = Client(aws);

        var answer = await iam.SimulatePrincipalPolicyAsync(new SimulatePrincipalPolicyRequest
        {
            PolicySourceArn = RoleArn,
            ActionNames = ["logs:PutLogEvents", "logs:PutRetentionPolicy", "logs:CreateLogGroup"],
            ResourceArns = ["arn:aws:logs:eu-west-1:111122223333:log-group:/vpc/flow:*"],
        });

        Assert.Equal(
            ["logs:PutLogEvents allowed", "logs:PutRetentionPolicy explicitDeny", "logs:CreateLogGroup implicitDeny"],
            answer.EvaluationResults.Select(result => $"{result.EvalActionName} {result.EvalDecision.Value}"));
    }

    private static AmazonIdentityManagementServiceClient Client(SimulatedAws aws, SimulatedCredentials? credentials = null) =>
        new(SdkClients.Keys(aws, credentials), SdkClients.Configured(aws, new AmazonIdentityManagementServiceConfig(), "us-east-1"));
}
