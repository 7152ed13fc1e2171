using System.Diagnostics;
using System.Text.Json.Nodes;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Sns;
using FlowWatch.Core.State;
using FlowWatch.Local.State;

namespace FlowWatch.Cli.Tests.Commands;

/// <summary>The commands that ask AWS, as processes with an environment of their own, against a server that behaves like AWS.</summary>
public sealed class AwsCommandTests : IAsyncLifetime
{
    private const string Region = "eu-central-1";
    private const string LogGroup = "/aws/vpc/flowlogs/production";
    private const string Window = "--from 2026-01-05T12:00:00Z --to 2026-01-05T12:15:00Z";

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-aws-").FullName;
    private SimulatedAws aws = null!;

    private string Log => Path.Combine(folder, "flows.log");

    private string State => Path.Combine(folder, "state.db");

    public async Task InitializeAsync()
    {
        aws = await SimulatedAws.StartAsync();
        aws.Ec2.In(SimulatedAws.DefaultAccount, Region).Add(new SimulatedFlowLog { FlowLogId = "fl-1", ResourceId = "vpc-1", LogGroupName = LogGroup });
        await RunAsync("generate --duration 15m --rate 5 --quiet --output flows.log", aws.Administrator);
        aws.Logs.In(SimulatedAws.DefaultAccount, Region).AddLogGroup(LogGroup).LoadFile(Log);
        await File.WriteAllTextAsync(Path.Combine(folder, "flowwatch.json"), $$"""
            { "state": { "file": {{JsonValue.Create(State).ToJsonString()}} },
              "targets": [ { "name": "production", "environment": "production", "account": "{{SimulatedAws.DefaultAccount}}", "region": "{{Region}}",
                "topics": { "warning": "arn:aws:sns:{{Region}}:{{SimulatedAws.DefaultAccount}}:warning", "critical": "arn:aws:sns:{{Region}}:{{SimulatedAws.DefaultAccount}}:critical" } } ] }
            """);
    }

    public async Task DisposeAsync()
    {
        await aws.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Check_Target_FindsWhatAScanOfTheSameRecordsFinds()
    {
        var check = await RunAsync($"check all {Window} --format json", aws.Administrator);
        var scan = await RunAsync($"scan flows.log {Window} --format json", aws.Administrator);

        var found = Findings(check.Output);
        Assert.NotEmpty(found);
        Assert.Equal(Findings(scan.Output), found);
        Assert.Equal((1, "judged"), (check.ExitCode, (string?)JsonNode.Parse(check.Output)!["targets"]![0]!["status"]));
    }

    [Fact]
    public async Task Check_Send_TellsTheTopicsOnceHoweverOftenItRuns()
    {
        var (warning, critical) = AddTopics();

        var check = await RunAsync($"check all {Window} --format json --send", aws.Administrator);

        Assert.Equal(1, check.ExitCode);
        var alerted = JsonNode.Parse(check.Output)!["findings"]!.AsArray().Count(finding => (string?)finding!["severity"] is "medium" or "high" or "critical");
        Assert.True(alerted > 0);
        Assert.Equal(alerted, warning.Messages.Count + critical.Messages.Count);
        Assert.Matches("(?m)^sent [0-9]+ alerts? of production to arn:aws:sns:eu-central-1:[0-9]+:critical$", check.Error);
        var incidents = await RunAsync("incidents list --status all --format json", aws.Administrator);
        Assert.Equal(JsonNode.Parse(check.Output)!["findings"]!.AsArray().Count, JsonNode.Parse(incidents.Output)!["incidents"]!.AsArray().Count);

        var again = await RunAsync($"check all {Window} --format json --send", aws.Administrator);
        Assert.Equal(1, again.ExitCode);
        Assert.Equal(alerted, warning.Messages.Count + critical.Messages.Count);
        Assert.Contains("nothing is sent: what was found is no news", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_SendWhileSnsIsDown_KeepsTheAlertsAndTheNextRunSendsThem()
    {
        var (warning, critical) = AddTopics();
        (int ExitCode, string Output, string Error) down;
        using (aws.Faults.Add(SimulatedFault.Unavailable, FaultScope.Of("sns"))) down = await RunAsync($"check all {Window} --format json --send", aws.Administrator);

        Assert.Equal(2, down.ExitCode);
        Assert.Contains("not sent to arn:aws:sns", down.Error, StringComparison.Ordinal);
        Assert.Matches("(?m)^flowwatch: [0-9]+ alerts wait, 0 of them for a digest. They are kept;", down.Error);
        Assert.Empty(critical.Messages);

        // Too soon: the topic is left alone for half a minute or so.
        var soon = await RunAsync($"check all {Window} --format json --send", aws.Administrator);
        Assert.Equal(2, soon.ExitCode);
        Assert.Contains("is not tried before", soon.Error, StringComparison.Ordinal);
        await RewindRetriesAsync();
        var after = await RunAsync($"check all {Window} --format json --send", aws.Administrator);

        Assert.Equal(1, after.ExitCode);
        var alerted = JsonNode.Parse(after.Output)!["findings"]!.AsArray().Count(finding => (string?)finding!["severity"] is "medium" or "high" or "critical");
        Assert.Equal(alerted, warning.Messages.Count + critical.Messages.Count);
    }

    [Fact]
    public async Task Check_SendSuppressedByCommand_IsNotTold()
    {
        var (warning, critical) = AddTopics();
        foreach (var half in new[] { "0.0.0.0/1", "128.0.0.0/1" }) Assert.Equal(0, (await RunAsync($"suppressions add {half[0]} --owner ana --reason test --expires 2999-12-31 --source {half} --force", aws.Administrator)).ExitCode);

        var check = await RunAsync($"check all {Window} --format json --send", aws.Administrator);

        Assert.True(check.ExitCode == 0, check.Error);
        Assert.Empty(warning.Messages);
        Assert.Empty(critical.Messages);
    }

    [Fact]
    public async Task Check_SendWithoutAState_SaysSoBeforeItAsksAws()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "no.db"), "this is no database, and longer than the header of one would be, so that it cannot be taken for an empty file.");

        var check = await RunAsync($"check all {Window} --format json --send --state no.db", aws.Administrator);

        Assert.Equal(3, check.ExitCode);
        Assert.Contains("nothing was checked and nothing was sent", check.Error, StringComparison.Ordinal);
        Assert.Contains("--state", check.Error, StringComparison.Ordinal);
        Assert.Empty(aws.Requests);
    }

    [Fact]
    public async Task Check_SendToTopicsThatAreNot_SaysSoAndIsPartial()
    {
        var check = await RunAsync($"check all {Window} --format json --send", aws.Administrator);

        Assert.Equal(2, check.ExitCode);
        Assert.Contains("not sent to arn:aws:sns", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoPermission_IsNotVerified()
    {
        var nobody = aws.AddUser(SimulatedAws.DefaultAccount, "nobody", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}""");

        var check = await RunAsync($"check security {Window} --format json", nobody);

        var target = JsonNode.Parse(check.Output)!["targets"]![0]!;
        Assert.Equal((2, "not-verified"), (check.ExitCode, (string?)target["status"]));
        Assert.Contains("logs:StartQuery", (string?)target["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoCredentials_EndsWithFour() => Assert.Equal(4, (await RunAsync($"check security {Window}", null)).ExitCode);

    [Fact]
    public async Task Check_DryRun_PrintsTheQueriesAndStartsNone()
    {
        var check = await RunAsync($"check security {Window} --dry-run", aws.Administrator);

        Assert.Equal(0, check.ExitCode);
        Assert.Contains("parse @message", check.Output, StringComparison.Ordinal);
        Assert.Empty(aws.Logs.Queries);
    }

    [Fact]
    public async Task Doctor_AllAllowed_IsWell()
    {
        aws.Sns.AddTopic(SimulatedAws.DefaultAccount, Region, "warning");
        aws.Sns.AddTopic(SimulatedAws.DefaultAccount, Region, "critical");

        var doctor = await RunAsync("doctor --format json", aws.Administrator);

        Assert.Equal((0, true), (doctor.ExitCode, (bool?)JsonNode.Parse(doctor.Output)!["targets"]![0]!["well"]));
    }

    [Fact]
    public async Task Doctor_SendTest_ArrivesAtEveryTopic()
    {
        var topics = new[] { aws.Sns.AddTopic(SimulatedAws.DefaultAccount, Region, "warning"), aws.Sns.AddTopic(SimulatedAws.DefaultAccount, Region, "critical") };

        await RunAsync("doctor", aws.Administrator);
        Assert.All(topics, topic => Assert.Empty(topic.Messages));
        var doctor = await RunAsync("doctor --target production --send-test", aws.Administrator);

        Assert.Equal(0, doctor.ExitCode);
        Assert.All(topics, topic => Assert.Single(topic.Messages));
    }

    [Fact]
    public async Task Doctor_OneActionRefused_ShowsTheStatementThatIsMissing()
    {
        var user = aws.AddUser(SimulatedAws.DefaultAccount, "reader", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"ec2:DescribeVpcs","Resource":"*"}]}""");

        var doctor = await RunAsync("doctor", user);

        Assert.Equal(2, doctor.ExitCode);
        Assert.Matches("(?m)^  refused +ec2:DescribeVpcs", doctor.Output);
        Assert.Contains("\"Action\": \"ec2:DescribeVpcs\"", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(user.SecretAccessKey, doctor.Output + doctor.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_NoPermission_IsNotVerifiedAndNamesIt()
    {
        var user = aws.AddUser(SimulatedAws.DefaultAccount, "reader", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"logs:StartQuery","Resource":"*"}]}""");

        var ask = await RunAsync($"ask top-sources --target production {Window}", user);

        Assert.Equal(2, ask.ExitCode);
        Assert.Contains("flowwatch: NOT VERIFIED: logs:StartQuery on ", ask.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_SaveDefinitions_SavesOnceAndTellsWhatItDid()
    {
        var definitions = () => aws.Logs.In(SimulatedAws.DefaultAccount, Region).QueryDefinitions;

        var dry = await RunAsync("ask --save-definitions --target production --dry-run", aws.Administrator);
        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("would create  FlowWatch/top-sources\n    parse @message", dry.Output, StringComparison.Ordinal);
        Assert.Empty(definitions());

        var first = await RunAsync("ask --save-definitions --target production", aws.Administrator);
        var second = await RunAsync("ask --save-definitions --target production", aws.Administrator);
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Matches("(?m)^created +FlowWatch/port-scans$", first.Output);
        Assert.Equal(first.Output.Replace("created  ", "unchanged", StringComparison.Ordinal), second.Output);
        Assert.Equal(definitions().Count, second.Output.Count(character => character == '\n'));
    }

    [Fact]
    public async Task Ask_SaveDefinitionsRefused_NamesThePermissionAndWhatWasNotSaved()
    {
        var user = aws.AddUser(SimulatedAws.DefaultAccount, "reader", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"logs:PutQueryDefinition","Resource":"*"}]}""");

        var refused = await RunAsync("ask --save-definitions --target production", user);
        var nobody = await RunAsync("ask --save-definitions --target production", null);

        Assert.Equal((2, 4), (refused.ExitCode, nobody.ExitCode));
        Assert.Contains("not saved at target production: FlowWatch/top-sources, ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("logs:PutQueryDefinition on FlowWatch/top-sources: ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("AllowDefinitions=true", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ComplianceVerify_Send_PublishesOnceForEachRequirement()
    {
        var critical = aws.Sns.AddTopic(SimulatedAws.DefaultAccount, Region, "critical");
        aws.Sns.AddTopic(SimulatedAws.DefaultAccount, Region, "warning");

        var silent = await RunAsync("compliance verify --state state.db --output a.html", aws.Administrator);
        Assert.Empty(critical.Messages);
        var verify = await RunAsync("compliance verify --state state.db --output b.html --send", aws.Administrator);
        var again = await RunAsync("compliance verify --state state.db --output c.html --send --quiet", aws.Administrator);

        Assert.Equal((silent.ExitCode, silent.ExitCode), (verify.ExitCode, again.ExitCode));
        Assert.Contains(critical.Messages, message => message.Subject!.Contains("Requirement 13.16 is not met", StringComparison.Ordinal));
        Assert.Equal(critical.Messages.Count, critical.Messages.Select(message => message.Subject).Distinct().Count());
        Assert.Contains($"of production to arn:aws:sns:{Region}:{SimulatedAws.DefaultAccount}:critical\n", verify.Error, StringComparison.Ordinal);
        Assert.Equal("", again.Error);
    }

    [Fact]
    public async Task ComplianceVerify_SendToATopicThatIsNotThere_SaysSoAndIsPartial()
    {
        aws.Sns.AddTopic(SimulatedAws.DefaultAccount, Region, "warning");

        var verify = await RunAsync("compliance verify --state state.db --output a.html --fail-on never --send", aws.Administrator);

        Assert.Equal(2, verify.ExitCode);
        Assert.Contains($"of production not sent to arn:aws:sns:{Region}:{SimulatedAws.DefaultAccount}:critical: ", verify.Error, StringComparison.Ordinal);
        Assert.Contains("the next flowwatch compliance verify --send over this state sends them", verify.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ComplianceVerify_ArchiveWithReports_CopiesTheReportOrSaysThatItDidNot(bool isAllowed)
    {
        var bucket = aws.S3.AddBucket(SimulatedAws.DefaultAccount, Region, "archive");
        await File.WriteAllTextAsync(Path.Combine(folder, "flowwatch.json"), $$"""
            { "targets": [ { "name": "production", "environment": "production", "account": "{{SimulatedAws.DefaultAccount}}", "region": "{{Region}}", "archive": { "bucket": "archive", "reports": "flowwatch-reports/" } } ] }
            """);
        var user = aws.AddUser(SimulatedAws.DefaultAccount, "reader", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"{{(isAllowed ? "s3:DeleteObject" : "s3:PutObject")}}","Resource":"*"}]}""");

        var verify = await RunAsync("compliance verify --state state.db --output a.json", user);

        var stored = await File.ReadAllBytesAsync(Path.Combine(folder, "reports", "report-00000001.json"));
        if (isAllowed)
        {
            Assert.Equal(stored, bucket.Find("flowwatch-reports/report-00000001.json")!.Content!.Value.ToArray());
            Assert.DoesNotContain("NOT COPIED", verify.Error, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(2, verify.ExitCode);
        Assert.Contains("flowwatch: report-00000001.json is NOT COPIED to s3://archive/flowwatch-reports/: s3:PutObject on arn:aws:s3:::archive/flowwatch-reports/report-00000001.json: ", verify.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("compliance verify-chain --reports reports", user)).ExitCode);
    }

    private static List<string> Findings(string json)
    {
        var findings = JsonNode.Parse(json)!["findings"]!.AsArray().Select(finding => finding!.AsObject()).ToList();
        foreach (var finding in findings)
        {
            finding.Remove("monitoredTarget");
            // Of a target it names the target, too.
            finding.Remove("fingerprint");
        }

        return [.. findings.Select(finding => finding.ToJsonString()).Order(StringComparer.Ordinal)];
    }

    private (SimulatedTopic Warning, SimulatedTopic Critical) AddTopics() =>
        (aws.Sns.AddTopic(SimulatedAws.DefaultAccount, Region, "warning"), aws.Sns.AddTopic(SimulatedAws.DefaultAccount, Region, "critical"));

    // The commands have the machine's clock, and no test waits for it.
    private async Task RewindRetriesAsync()
    {
        using var state = SqliteStateStore.Open(State);
        await foreach (var entry in state.ListAsync("outbox", StateRange.WithPrefix("topic|"), default))
        {
            var topic = JsonNode.Parse(entry.Value)!;
            topic["retryAt"] = "2026-01-01T00:00:00+00:00";
            Assert.True(await state.WriteAsync("outbox", [StateChange.Replace(entry, topic.ToJsonString())], default));
        }
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string arguments, SimulatedCredentials? credentials)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "flowwatch.dll"), .. arguments.Split(' ')])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        (start.Environment["AWS_ENDPOINT_URL"], start.Environment["AWS_EC2_METADATA_DISABLED"], start.Environment["HOME"]) = (aws.Endpoint.ToString(), "true", folder);
        if (credentials is not null) (start.Environment["AWS_ACCESS_KEY_ID"], start.Environment["AWS_SECRET_ACCESS_KEY"]) = (credentials.AccessKeyId, credentials.SecretAccessKey);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
