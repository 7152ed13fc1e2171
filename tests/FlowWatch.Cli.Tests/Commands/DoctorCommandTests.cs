using System.Text.Json.Nodes;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.AzureIdentity;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Sts;

namespace FlowWatch.Cli.Tests.Commands;

/// <summary>The whole way, from an Azure host's managed identity to each permission in a member account, over real HTTP.</summary>
public sealed class DoctorCommandTests : IAsyncLifetime, IDisposable
{
    private const string Tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private const string Identity = "11112222-3333-4444-5555-666677778888";
    private const string Audience = "api://flowwatch-aws";
    private const string Hub = "arn:aws:iam::111122223333:role/FlowWatchHub";
    private const string Member = "arn:aws:iam::444455556666:role/FlowWatchReadOnly";
    private const string LogGroup = "/aws/vpc/flowlogs/production";

    private readonly TemporaryFolder folder = new();
    private readonly SimulatedIdentityProvider entra = new(Tenant);
    private SimulatedAws aws = null!;
    private SimulatedManagedIdentity identity = null!;
    private SimulatedRole member = null!;
    private string topics = "{}";

    public async Task InitializeAsync()
    {
        aws = await SimulatedAws.StartAsync();
        identity = await SimulatedManagedIdentity.StartAsync(entra, Identity);
        aws.Sts.AddIdentityProvider("111122223333", entra, Audience);
        aws.AddRole(Hub, SimulatedPolicies.TrustWebIdentity("111122223333", $"sts.windows.net/{Tenant}/", Audience, Identity), SimulatedPolicies.AllowEverything);
        member = aws.AddRole(Member, SimulatedPolicies.TrustAccount("111122223333", "external-4711"), SimulatedPolicies.AllowEverything);
        aws.Logs.In("444455556666", "eu-central-1").AddLogGroup(LogGroup);
        aws.AddRole("arn:aws:iam::444455556666:role/Delivery", SimulatedPolicies.TrustAccount("444455556666"), SimulatedPolicies.AllowNothing);
        aws.Ec2.In("444455556666", "eu-central-1").Add(new SimulatedFlowLog { FlowLogId = "fl-1", ResourceId = "vpc-1", LogGroupName = LogGroup, DeliverLogsPermissionArn = "arn:aws:iam::444455556666:role/Delivery" });
    }

    public async Task DisposeAsync()
    {
        await identity.DisposeAsync();
        await aws.DisposeAsync();
    }

    public void Dispose()
    {
        entra.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Doctor_AllIsWell_WalksTheChainAndEveryPermission()
    {
        var (code, output, error) = await RunAsync();

        Assert.True(code == 0, output + error);
        Assert.StartsWith("production (account 444455556666, eu-central-1)\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\n  ok +managed identity +gave a token until ", output);
        Assert.Matches($@"\n  ok +identity token +iss 'https://sts.windows.net/{Tenant}/', aud '{Audience}', sub '{Identity}'\n", output);
        Assert.Matches(@"\n  ok +hub role +arn:aws:sts::111122223333:assumed-role/FlowWatchHub/flowwatch-test until ", output);
        Assert.Matches(@"\n  ok +member role +arn:aws:sts::444455556666:assumed-role/FlowWatchReadOnly/flowwatch-test until ", output);
        Assert.Matches(@"\n  ok +logs:StartQuery +arn:aws:logs:eu-central-1:444455556666:log-group:/aws/vpc/flowlogs/production", output);
        Assert.EndsWith("1 target: 1 well, 0 not\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_PermissionIsMissing_PrintsTheStatement()
    {
        member.PutPolicy("deny", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"logs:StartQuery","Resource":"*"}]}""");

        var (code, output, error) = await RunAsync();

        Assert.True(code == 2, output + error);
        Assert.Matches(@"\n  refused +logs:StartQuery +arn:", output);
        Assert.Matches("\n +add: .*logs:StartQuery", output);
        Assert.Contains("What was refused, as one policy for the role:\n", output, StringComparison.Ordinal);
        Assert.EndsWith("1 target: 0 well, 1 not\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_ExternalIdIsWrong_SaysWhichLinkAndCondition()
    {
        var (code, output, error) = await RunAsync(externalId: "wrong-4712");

        Assert.True(code == 4, output + error);
        Assert.Matches(@"\n  ok +hub role ", output);
        Assert.Matches(@"\n  refused +member role +arn:aws:iam::444455556666:role/FlowWatchReadOnly could not be assumed\. ", output);
        Assert.Contains("look at: the trust policy's StringEquals on sts:ExternalId", output, StringComparison.Ordinal);
        Assert.Matches(@"\n  could not look +logs:StartQuery .*no credentials: see member role\n", output);
    }

    [Fact]
    public async Task Doctor_IdentityTokenIsOfVersion2_ExplainsIt()
    {
        identity.Claims = new Dictionary<string, JsonNode?> { ["ver"] = "2.0" };

        var (code, output, error) = await RunAsync();

        Assert.True(code == 4, output + error);
        Assert.Matches(@"\n  refused +identity token +.*claim ver: expected '1\.0', but it is '2\.0'.*Incorrect token audience", output);
    }

    [Fact]
    public async Task Doctor_LaptopWithoutLogin_SaysHowToLogIn()
    {
        var (code, output, error) = await RunAsync(federated: false, keys: false);

        Assert.True(code == 4, output + error);
        Assert.Matches(@"\n  refused +default chain +The AWS SDK found no credentials on this machine\.", output);
        Assert.Contains("aws sso login", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_LaptopWithKeys_AssumesTheTargetsRole()
    {
        var (code, output, error) = await RunAsync(federated: false);

        Assert.True(code == 0, output + error);
        Assert.Matches(@"\n  ok +default chain +found ", output);
        Assert.Matches(@"\n  ok +member role ", output);
    }

    [Fact]
    public async Task Doctor_SendTest_TellsFileAndConsoleAndSaysWhatIsNotThere()
    {
        topics = $$"""{ "level1": "console", "level2": "file:{{folder.File("alerts.jsonl")}}", "level3": "file:{{folder.File("no-such-folder")}}/alerts.jsonl" }""";

        var left = await RunAsync();
        Assert.Matches(@"\n  not tried +console +console  it would send a message; --send-test sends one\n", left.Output);
        var (code, output, error) = await RunAsync("--send-test");

        Assert.Equal(2, code);
        Assert.Matches(@"\n  ok +console +console  a test message was sent \(", output);
        Assert.Contains("FlowWatch: test message of production", error, StringComparison.Ordinal);
        Assert.Matches(@"\n  ok +file of alerts +file:.*alerts.jsonl  a test message was sent \(", output);
        Assert.Contains("\"reason\":\"test\"", Assert.Single(await File.ReadAllLinesAsync(folder.File("alerts.jsonl"))), StringComparison.Ordinal);
        Assert.Matches(@"\n  (could not look|refused) +file of alerts +file:.*no-such-folder/alerts.jsonl  ", output);
    }

    [Fact]
    public async Task Doctor_AnyRun_PrintsNoSecret()
    {
        var (_, output, error) = await RunAsync("--verbose");

        Assert.DoesNotContain("eyJ", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("ASIA", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain(identity.Secret, output + error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(federated: true, arguments: arguments);

    private Task<(int ExitCode, string Output, string Error)> RunAsync(bool federated = true, bool keys = true, string externalId = "external-4711", params string[] arguments)
    {
        var caller = keys && !federated ? aws.AddAdministrator("111122223333") : null;
        Dictionary<string, string?> variables = new()
        {
            ["AWS_ENDPOINT_URL"] = aws.Endpoint.ToString(),
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_SHARED_CREDENTIALS_FILE"] = folder.File("none"),
            ["AWS_CONFIG_FILE"] = folder.File("none"),
            ["AWS_PROFILE"] = null,
            ["AWS_ACCESS_KEY_ID"] = caller?.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = caller?.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = null,
            ["IDENTITY_ENDPOINT"] = identity.AppServiceEndpoint.ToString(),
            ["IDENTITY_HEADER"] = identity.Secret,
            ["FLOWWATCH_CONFIG"] = null,
            ["HOME"] = folder.Path,
            ["XDG_DATA_HOME"] = null,
        };
        return CommandProcess.RunAsync(variables, ["doctor", "--config", Configuration(federated, externalId), .. arguments]);
    }

    private string Configuration(bool federated, string externalId) => folder.File("flowwatch.json", $$"""
        {
          "deployment": "test",
          "credentials": {{(federated ? $$"""{ "mode": "federated", "audience": "{{Audience}}", "tenantId": "{{Tenant}}", "hubRole": "{{Hub}}", "hubRegion": "eu-west-1" }""" : """{ "mode": "default" }""")}},
          "targets": [{ "name": "production", "environment": "production", "account": "444455556666", "region": "eu-central-1", "role": "{{Member}}", "externalId": "{{externalId}}", "topics": {{topics}} }]
        }
        """);
}
