using Amazon.IdentityManagement;
using FlowWatch.Aws.Iam;
using FlowWatch.Core.Accounts;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Aws.Tests.Iam;

/// <summary>What IAM answers seldom, or should never answer.</summary>
public class IamRoleReaderOddAnswersTests
{
    private const string Role = "arn:aws:iam::444455556666:role/delivery/flow-logs";

    private const string Policy = "arn:aws:iam::444455556666:policy/logs";

    [Fact]
    public async Task RoleAsync_Role_HasItsPoliciesDecoded()
    {
        var role = await ReadAsync(form => form["Action"].ToString() switch
        {
            "GetRole" when form["RoleName"] == "flow-logs" => Result("GetRole", RoleXml(boundary: Policy)),
            "ListRolePolicies" when form["Marker"] == "2" => Result("ListRolePolicies", "<PolicyNames><member>a</member></PolicyNames><IsTruncated>false</IsTruncated>"),
            "ListRolePolicies" => Result("ListRolePolicies", "<PolicyNames><member>b</member></PolicyNames><IsTruncated>true</IsTruncated><Marker>2</Marker>"),
            "GetRolePolicy" => Result("GetRolePolicy", $"<PolicyDocument>{Uri.EscapeDataString($$$"""{"Statement":{"Sid":"{{{form["PolicyName"]}}} + %"}}""")}</PolicyDocument>"),
            "ListAttachedRolePolicies" => Result("ListAttachedRolePolicies", $"<AttachedPolicies><member><PolicyName>logs</PolicyName><PolicyArn>{Policy}</PolicyArn></member></AttachedPolicies><IsTruncated>false</IsTruncated>"),
            "GetPolicy" => Result("GetPolicy", "<Policy><DefaultVersionId>v3</DefaultVersionId></Policy>"),
            "GetPolicyVersion" when form["VersionId"] == "v3" => Result("GetPolicyVersion", """<PolicyVersion><Document>{"Version":"2012-10-17"}</Document></PolicyVersion>"""),
            _ => Error("ValidationError", 400),
        });

        Assert.True(role.IsKnown);
        Assert.Equal((Role, "flow-logs", new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.Zero)), (role.Value.Arn, role.Value.Name, role.Value.CreatedAt));
        Assert.Equal("""{"Version":"2012-10-17","Statement":[]}""", role.Value.Trust.Value?.ToString());
        Assert.Equal(["a", "b"], role.Value.InlinePolicies.Value!.Select(one => one.Name));
        Assert.Equal("a + %", role.Value.InlinePolicies.Value![0].Document.Value!.Root.GetProperty("Statement").GetProperty("Sid").GetString());
        var attached = Assert.Single(role.Value.AttachedPolicies.Value!);
        Assert.Equal(("logs", Policy, """{"Version":"2012-10-17"}"""), (attached.Name, attached.Arn, attached.Document.Value?.ToString()));
        Assert.Equal(("logs", Policy, true), (role.Value.PermissionsBoundary?.Name, role.Value.PermissionsBoundary?.Arn, role.Value.PermissionsBoundary?.Document.IsKnown));
    }

    [Fact]
    public async Task RoleAsync_RoleWithoutPolicies_HasEmptyLists()
    {
        var role = await ReadAsync(form => form["Action"] == "GetRole" ? Result("GetRole", RoleXml()) : Result(form["Action"].ToString(), "<IsTruncated>false</IsTruncated>"));

        Assert.Empty(role.Value!.InlinePolicies.Value!);
        Assert.Empty(role.Value.AttachedPolicies.Value!);
        Assert.Null(role.Value.PermissionsBoundary);
    }

    [Fact]
    public async Task RoleAsync_PartsRefused_AreFailuresOfTheirOwn()
    {
        var role = await ReadAsync(form => form["Action"].ToString() switch
        {
            "GetRole" => Result("GetRole", RoleXml(trust: "no JSON", boundary: Policy)),
            "ListAttachedRolePolicies" => Result("ListAttachedRolePolicies", $"<AttachedPolicies><member><PolicyName>logs</PolicyName><PolicyArn>{Policy}</PolicyArn></member></AttachedPolicies>"),
            "GetPolicy" => Result("GetPolicy", "<Policy><DefaultVersionId>v1</DefaultVersionId></Policy>"),
            _ => Error("AccessDenied", 403),
        });

        Assert.True(role.IsKnown);
        Assert.Equal((FactFailureKind.Unexpected, "iam:GetRole", Role), Essence(role.Value.Trust.Failure));
        Assert.Equal((FactFailureKind.AccessDenied, "iam:ListRolePolicies", Role), Essence(role.Value.InlinePolicies.Failure));
        Assert.Equal((FactFailureKind.AccessDenied, "iam:GetPolicyVersion", Policy), Essence(Assert.Single(role.Value.AttachedPolicies.Value!).Document.Failure));
        Assert.Equal((FactFailureKind.AccessDenied, "iam:GetPolicyVersion", Policy), Essence(role.Value.PermissionsBoundary?.Document.Failure));
    }

    [Fact]
    public async Task RoleAsync_RoleOfAnotherAccount_IsAFailureThatNamesBoth()
    {
        var role = await ReadAsync(_ => Result("GetRole", RoleXml(arn: "arn:aws:iam::111122223333:role/flow-logs")));

        Assert.Equal((FactFailureKind.NotFound, "iam:GetRole", Role), Essence(role.Failure));
        Assert.Contains("arn:aws:iam::111122223333:role/flow-logs", role.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoleAsync_PagesWithoutEnd_AreAFailure()
    {
        var role = await ReadAsync(form => form["Action"] == "GetRole" ? Result("GetRole", RoleXml()) : Result(form["Action"].ToString(), "<IsTruncated>true</IsTruncated><Marker>again</Marker>"));

        Assert.Equal(FactFailureKind.Unexpected, role.Value?.InlinePolicies.Failure?.Kind);
        Assert.Equal(FactFailureKind.Unexpected, role.Value?.AttachedPolicies.Failure?.Kind);
    }

    [Theory]
    [InlineData("NoSuchEntity", 404, FactFailureKind.NotFound)]
    [InlineData("AccessDenied", 403, FactFailureKind.AccessDenied)]
    [InlineData("Throttling", 400, FactFailureKind.Throttled)]
    [InlineData("ServiceFailure", 500, FactFailureKind.Unavailable)]
    public async Task RoleAsync_Refusal_IsAFailure(string code, int status, FactFailureKind kind) =>
        Assert.Equal((kind, "iam:GetRole", Role), Essence((await ReadAsync(_ => Error(code, status))).Failure));

    [Theory]
    [InlineData("flow-logs")]
    [InlineData("arn:aws:iam::444455556666:user/flow-logs")]
    [InlineData("arn:aws:iam::444455556666:role/")]
    [InlineData("arn:aws:sts::444455556666:assumed-role/flow-logs/session")]
    public async Task RoleAsync_NoRole_AsksNothing(string arn) =>
        Assert.Equal(FactFailureKind.NotFound, (await ReadAsync(_ => Error("InternalFailure", 500), arn)).Failure?.Kind);

    private static async Task<Fact<RoleDetails>> ReadAsync(Func<IFormCollection, (int Status, string Body)> answer, string arn = Role)
    {
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            var (status, body) = answer(await context.Request.ReadFormAsync());
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
        });
        using var client = new AmazonIdentityManagementServiceClient(ScriptedServer.Credentials, server.Configure(new AmazonIdentityManagementServiceConfig()));
        return await new IamRoleReader(client).RoleAsync(arn, CancellationToken.None);
    }

    private static (FactFailureKind? Kind, string? Action, string? Resource) Essence(FactFailure? failure) => (failure?.Kind, failure?.Action, failure?.Resource);

    private static string RoleXml(string arn = Role, string trust = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D", string? boundary = null) =>
        $"<Role><Arn>{arn}</Arn><RoleName>flow-logs</RoleName><CreateDate>2024-02-03T04:05:06Z</CreateDate><AssumeRolePolicyDocument>{trust}</AssumeRolePolicyDocument>"
        + (boundary is null ? "" : $"<PermissionsBoundary><PermissionsBoundaryArn>{boundary}</PermissionsBoundaryArn></PermissionsBoundary>") + "</Role>";

    private static (int Status, string Body) Result(string operation, string result) => (200, $"<{operation}Response><{operation}Result>{result}</{operation}Result></{operation}Response>");

    private static (int Status, string Body) Error(string code, int status) => (status, $"<ErrorResponse><Error><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>");
}
