using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests.Iam;

public class IamRoleReaderTests
{
    private const string Role = "arn:aws:iam::444455556666:role/delivery/flow-logs";

    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private const string Logs = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:PutLogEvents","logs:CreateLogStream"],"Resource":"*"}]}""";

    [Fact]
    public async Task RoleAsync_Role_IsReadWithAllItsPolicies()
    {
        await using var account = await AccountFixture.StartAsync();
        account.Aws.Iam.LargestPage = 1;
        var role = AddRole(account);
        role.PutPolicy("more", Logs);
        role.Attach(account.Aws.AddManagedPolicy("arn:aws:iam::aws:policy/ReadOnly", Logs));
        role.Attach(account.Aws.AddManagedPolicy("arn:aws:iam::444455556666:policy/own", Logs));

        var read = await account.Readers().Roles(account.Target).RoleAsync(Role, CancellationToken.None);

        Assert.True(read.IsKnown);
        Assert.Equal("vpc-flow-logs.amazonaws.com", read.Value.Trust.Value?.Root.GetProperty("Statement")[0].GetProperty("Principal").GetProperty("Service").GetString());
        Assert.Equal(role.InlinePolicyNames, read.Value.InlinePolicies.Value!.Select(one => one.Name));
        Assert.Equal(["arn:aws:iam::444455556666:policy/own", "arn:aws:iam::aws:policy/ReadOnly"], read.Value.AttachedPolicies.Value!.Select(one => one.Arn));
        Assert.All(read.Value.AttachedPolicies.Value!, one => Assert.Equal(Logs, one.Document.Value?.ToString()));
    }

    [Theory]
    [InlineData("iam:ListRolePolicies")]
    [InlineData("iam:GetRolePolicy")]
    [InlineData("iam:ListAttachedRolePolicies")]
    [InlineData("iam:GetPolicy")]
    [InlineData("iam:GetPolicyVersion")]
    public async Task RoleAsync_PartNotAllowed_IsAFailureOfItsOwn(string action)
    {
        await using var account = await AccountFixture.StartAsync();
        AddRole(account).Attach(account.Aws.AddManagedPolicy("arn:aws:iam::444455556666:policy/own", Logs));

        var read = await account.Readers(AccountFixture.Denying(action)).Roles(account.Target).RoleAsync(Role, CancellationToken.None);

        Assert.True(read.Value?.Trust.IsKnown);
        Assert.Equal((FactFailureKind.AccessDenied, action), Essence(Assert.Single(Failures(read.Value!))));
    }

    [Fact]
    public async Task RoleAsync_NotAllowed_IsAccessDenied()
    {
        await using var account = await AccountFixture.StartAsync();
        AddRole(account);

        Assert.Equal((FactFailureKind.AccessDenied, "iam:GetRole"), Essence((await account.Readers(AccountFixture.Denying("iam:GetRole")).Roles(account.Target).RoleAsync(Role, CancellationToken.None)).Failure));
    }

    [Fact]
    public async Task RoleAsync_RoleThatIsNotThere_IsNotFound()
    {
        await using var account = await AccountFixture.StartAsync();

        Assert.Equal((FactFailureKind.NotFound, "iam:GetRole"), Essence((await account.Readers().Roles(account.Target).RoleAsync(Role, CancellationToken.None)).Failure));
    }

    [Fact]
    public async Task RoleAsync_ThrottledToTheEnd_IsThrottled()
    {
        await using var account = await AccountFixture.StartAsync();
        AddRole(account);
        account.Aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("iam"));

        Assert.Equal((FactFailureKind.Throttled, "iam:GetRole"), Essence((await account.Readers().Roles(account.Target).RoleAsync(Role, CancellationToken.None)).Failure));
    }

    private static SimulatedRole AddRole(AccountFixture account) => account.Aws.AddRole(Role, Trust, Logs);

    private static IEnumerable<FactFailure> Failures(RoleDetails role) => new[] { role.InlinePolicies.Failure, role.AttachedPolicies.Failure }
        .Concat((role.InlinePolicies.Value ?? []).Concat(role.AttachedPolicies.Value ?? []).Select(policy => policy.Document.Failure))
        .OfType<FactFailure>();

    private static (FactFailureKind? Kind, string? Action) Essence(FactFailure? failure) => (failure?.Kind, failure?.Action);
}
