using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace FlowWatch.Compat.Tests;

public class IamTests
{
    [Fact]
    public async Task GetRole_Role_IsReadWhole()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Xml(
            "GetRole",
            """
            <Role><Path>/</Path><Arn>arn:aws:iam::111122223333:role/flow</Arn><RoleName>flow</RoleName><RoleId>AROA1</RoleId><CreateDate>2020-05-06T07:08:09Z</CreateDate>
            <AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%7D</AssumeRolePolicyDocument><MaxSessionDuration>3600</MaxSessionDuration>
            <Tags><member><Key>k</Key><Value>v</Value></member></Tags><RoleLastUsed/></Role>
            """));
        using var client = Client(server);

        var role = (await client.GetRoleAsync(new GetRoleRequest { RoleName = "flow" })).Role;

        Assert.Equal("%7B%22Version%22%3A%222012-10-17%22%7D", role.AssumeRolePolicyDocument);
        Assert.Equal(new DateTime(2020, 5, 6, 7, 8, 9, DateTimeKind.Utc), role.CreateDate);
        Assert.Equal(3600, role.MaxSessionDuration);
        Assert.Equal("k=v", Assert.Single(role.Tags) is { } tag ? $"{tag.Key}={tag.Value}" : "");
        Assert.Null(role.RoleLastUsed.LastUsedDate);
        Assert.Null(role.PermissionsBoundary);
    }

    [Fact]
    public async Task ListRolePolicies_Names_AreAList()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Xml("ListRolePolicies", "<PolicyNames><member>a</member><member>b</member></PolicyNames><IsTruncated>true</IsTruncated><Marker>m</Marker>"));
        using var client = Client(server);

        var response = await client.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "flow", MaxItems = 2 });

        Assert.Equal(["a", "b"], response.PolicyNames);
        Assert.Equal((true, "m"), (response.IsTruncated, response.Marker));
        Assert.Equal("2", server.Request.Form["MaxItems"]);
    }

    [Fact]
    public async Task SimulatePrincipalPolicy_Decisions_AreConstants()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Xml(
            "SimulatePrincipalPolicy",
            "<EvaluationResults><member><EvalActionName>logs:StartQuery</EvalActionName><EvalDecision>implicitDeny</EvalDecision><EvalResourceName>*</EvalResourceName><MatchedStatements/><MissingContextValues/></member></EvaluationResults><IsTruncated>false</IsTruncated>"));
        using var client = Client(server);

        var response = await client.SimulatePrincipalPolicyAsync(new SimulatePrincipalPolicyRequest { PolicySourceArn = "arn:aws:iam::111122223333:role/flow", ActionNames = ["logs:StartQuery"] });

        var result = Assert.Single(response.EvaluationResults);
        Assert.Same(PolicyEvaluationDecisionType.ImplicitDeny, result.EvalDecision);
        Assert.Null(result.MatchedStatements);
        Assert.Equal("logs:StartQuery", server.Request.Form["ActionNames.member.1"]);
    }

    [Fact]
    public async Task GetRole_NoSuchEntity_HasItsType()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.XmlError("NoSuchEntity", "no such role", 404));
        using var client = Client(server);

        await Assert.ThrowsAsync<NoSuchEntityException>(() => client.GetRoleAsync(new GetRoleRequest { RoleName = "flow" }));
    }

    private static AmazonIdentityManagementServiceClient Client(ScriptedServer server) => new(ScriptedServer.Keys, server.Configured(new AmazonIdentityManagementServiceConfig()));
}
