using FlowWatch.Core.Alerts;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Configuration;

namespace FlowWatch.Core.Tests.Targets;

public class FlowWatchSettingsReaderTests
{
    [Fact]
    public void Read_Nothing_IsTheDefaults()
    {
        var reading = FlowWatchSettingsReader.Read();

        Assert.True(reading.IsUsable);
        var settings = reading.Settings;
        Assert.Equal(("local", "flowwatch-local"), (settings.Deployment, settings.SessionName));
        Assert.Equal(new CredentialSettings(), settings.Credentials);
        Assert.Equal(new InsightsSettings(), settings.Insights);
        Assert.Empty(settings.Targets);
        Assert.Equal(["targets: none is given: nothing is watched"], reading.Notes());
        Assert.All(reading.Values, value => Assert.Equal(SettingOrigin.Default, value.Origin));
    }

    [Fact]
    public void Defaults_Numbers_ArePinned()
    {
        var (insights, credentials) = (new InsightsSettings(), new CredentialSettings());

        Assert.Equal((20, 8, TimeSpan.FromMinutes(10), 32, 0.005m), (insights.ConcurrentQueries, insights.StartsPerSecond, insights.QueryDeadline, insights.MaximumSlices, insights.PricePerGigabyte));
        Assert.Equal((CredentialMode.Default, TimeSpan.FromMinutes(15)), (credentials.Mode, credentials.RenewBefore));
    }

    [Fact]
    public void Read_EverythingGiven_TakesEverything()
    {
        var settings = Settings.Good("""
            {
              "deployment": "central",
              "credentials": {
                "mode": "Federated", "audience": "api://flowwatch-aws", "tenantId": "11111111-2222-3333-4444-555555555555", "managedIdentityClientId": "66666666-7777-8888-9999-00000000000A",
                "hubRole": "arn:aws:iam::999999999999:role/teams/flowwatch-hub", "hubRegion": "eu-central-1", "renewBefore": "5m"
              },
              "insights": { "concurrentQueries": 10, "startsPerSecond": 2, "queryDeadline": "30m", "maximumSlices": 8, "pricePerGigabyte": 0.0076 },
              "internalNetworks": ["10.0.0.0/8"],
              "detections": { "PORT_SCAN": { "distinctPorts": 60, "slowHours": 12 } },
              "suppressions": [ { "name": "a", "owner": "o", "reason": "r", "expires": "2027-12-31", "port": 22 } ],
              "targets": [
                {
                  "name": "production-eu", "environment": "production", "account": "111111111111", "region": "eu-central-1", "logGroup": "/custom/group_1.a-b#c",
                  "vpcIds": ["vpc-0123456789abcdef0", "vpc-01234567"], "logFormat": "${srcaddr} ${dstaddr} ${bytes}",
                  "archive": { "bucket": "example.flow-logs", "prefix": "a/b", "feed": "exporttask" },
                  "topics": {
                    "warning": "arn:aws:sns:eu-central-1:111111111111:w", "critical": "arn:aws:sns:us-east-1:999999999999:c.fifo",
                    "level1": "arn:aws:sns:eu-central-1:111111111111:l1", "level2": "arn:aws:sns:eu-central-1:111111111111:l2", "level3": "arn:aws:sns:eu-central-1:111111111111:l3"
                  },
                  "role": "arn:aws:iam::111111111111:role/reader", "externalId": "a+=,.@:/-_b",
                  "internalNetworks": ["198.51.100.0/24", "10.0.0.0/8"],
                  "detections": { "PORT_SCAN": { "distinctPorts": 70 } },
                  "suppressions": [ { "name": "b", "owner": "o", "reason": "r", "expires": "2027-12-31", "detection": "PORT_SCAN" } ]
                },
                { "name": "hub", "environment": "hub", "account": 999999999999, "region": "eu-central-1" }
              ]
            }
            """);

        Assert.Equal("flowwatch-central", settings.SessionName);
        Assert.Equal(
            new CredentialSettings
            {
                Mode = CredentialMode.Federated,
                Audience = "api://flowwatch-aws",
                TenantId = "11111111-2222-3333-4444-555555555555",
                ManagedIdentityClientId = "66666666-7777-8888-9999-00000000000A",
                HubRole = "arn:aws:iam::999999999999:role/teams/flowwatch-hub",
                HubRegion = "eu-central-1",
                RenewBefore = TimeSpan.FromMinutes(5),
            },
            settings.Credentials);
        Assert.Equal(new InsightsSettings { ConcurrentQueries = 10, StartsPerSecond = 2, QueryDeadline = TimeSpan.FromMinutes(30), MaximumSlices = 8, PricePerGigabyte = 0.0076m }, settings.Insights);
        var (target, hub) = (settings.Targets[0], settings.Targets[1]);
        Assert.Equal(("production-eu", "production", "111111111111", "eu-central-1", "/custom/group_1.a-b#c"), (target.Name, target.Environment, target.Account, target.Region, target.LogGroup));
        Assert.Equal(["vpc-0123456789abcdef0", "vpc-01234567"], target.VpcIds);
        Assert.Equal("${srcaddr} ${dstaddr} ${bytes}", target.LogFormat);
        Assert.Equal(new ArchiveLocation("example.flow-logs", "a/b", ArchiveFeed.ExportTask), target.Archive);
        Assert.Equal(("arn:aws:sns:eu-central-1:111111111111:w", "arn:aws:sns:us-east-1:999999999999:c.fifo"), (target.Topics.Warning, target.Topics.Critical));
        Assert.Equal(
            [(EscalationLevel.Operations, "l1"), (EscalationLevel.Security, "l2"), (EscalationLevel.Network, "l3")],
            target.Topics.Levels.OrderBy(level => level.Key).Select(level => (level.Key, level.Value.Split(':')[^1])));
        Assert.Equal(("arn:aws:iam::111111111111:role/reader", "a+=,.@:/-_b"), (target.Role, target.ExternalId));
        Assert.Equal(["10.0.0.0/8", "198.51.100.0/24"], target.Settings.Detections.InternalNetworks.Select(network => network.ToString()));
        Assert.Equal((70, 12), (target.Settings.Detections.PortScan.DistinctPorts, target.Settings.Detections.PortScan.SlowHours));
        Assert.Equal(["a", "b"], target.Settings.Suppressions.Select(suppression => suppression.Name));
        Assert.Equal(("999999999999", "/aws/vpc/flowlogs/hub", null, null), (hub.Account, hub.LogGroup, hub.Archive, hub.Role));
        Assert.Equal(60, hub.Settings.Detections.PortScan.DistinctPorts);
        Assert.Equal(["a"], hub.Settings.Suppressions.Select(suppression => suppression.Name));
    }

    [Fact]
    public void Read_BadTargets_AreLeftOutAndTheOthersStay()
    {
        var reading = Settings.Read(
            """
            {
              "targets": [
                { "name": "good", "environment": "e", "account": "111111111111", "region": "eu-central-1" },
                { "name": "bad", "environment": "e", "account": "1", "region": "x", "colour": 1 },
                7,
                { "environment": "e2", "account": "111111111111", "region": "eu-central-1" },
                { "name": "GOOD", "environment": "e3", "account": "111111111111", "region": "eu-central-1" },
                { "name": "again", "environment": "other", "account": "111111111111", "region": "eu-central-1", "logGroup": "/aws/vpc/flowlogs/e" },
                { "name": "good-2", "environment": "e", "account": "222222222222", "region": "eu-central-1" }
              ]
            }
            """);

        Assert.True(reading.IsUsable);
        Assert.Equal(["good", "good-2"], reading.Settings.Targets.Select(target => target.Name));
        Assert.Equal(["good", "bad", "targets[2]", "targets[3]", "targets[4]", "again", "good-2"], reading.Targets.Select(target => target.Name));
        Assert.Equal([true, false, false, false, false, false, true], reading.Targets.Select(target => target.Target is not null));
        Assert.Equal(
            [
                ("bad", "a.json:4: targets[1].colour: unknown; there are name, environment, account, region, logGroup, folder, vpcIds, logFormat, archive, topics, role, externalId, withoutExternalId, internalNetworks, detections, thresholdRules, suppressions"),
                ("bad", "a.json:4: targets[1].account: '1' is not 12 digits; leading zeros count, so write the account as a text"),
                ("bad", "a.json:4: targets[1].region: 'x' is not a region, such as eu-central-1"),
                ("targets[2]", "a.json:5: targets[2]: must be an object"),
                ("targets[3]", "a.json:6: targets[3].name: missing; a target needs name, environment, account and region"),
                ("targets[4]", "a.json:7: targets[4].name: 'GOOD' is also the name of targets[0]; names must be unique, capitals aside"),
                ("again", "a.json:8: targets[5]: watches the same log group as targets[0] (111111111111, eu-central-1, /aws/vpc/flowlogs/e): its findings would be told twice"),
            ],
            reading.Problems.Select(problem => (problem.Target, problem.ToString())));
        Assert.DoesNotContain(reading.Values, value => value.Path.StartsWith("targets[1]", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ProblemInWhatAllShare_LetsNothingRunAndStillTellsOfTargets()
    {
        var reading = Settings.Read("""{ "deployment": "a b", "insights": { "concurrentQueries": 0 }, "targets": [ { "name": "x" } ] }""");

        Assert.False(reading.IsUsable);
        Assert.Equal([true, true, false, false, false], reading.Problems.Select(problem => problem.IsFatal));
    }

    [Theory]
    [InlineData("\"deployment\": \"a b\"", "deployment: 'a b' is not a deployment's name: letters, digits and _ + = , . @ -, at most 54, so that flowwatch-{deployment} can name a session")]
    [InlineData("\"deployment\": \"x\\n\"", @"deployment: 'x\u000A' is not a deployment's name: letters, digits and _ + = , . @ -, at most 54, so that flowwatch-{deployment} can name a session")]
    [InlineData("\"deployment\": {}", "deployment: must be one value, not an object or a list")]
    [InlineData("\"credentials\": []", "credentials: must be an object")]
    [InlineData("\"credentials\": { \"mode\": \"federate\" }", "credentials.mode: 'federate' is not one of default, federated (did you mean federated?)")]
    [InlineData("\"credentials\": { \"accessKey\": \"AKIAIOSFODNN7EXAMPLE\" }", "credentials.accessKey: unknown; there are mode, audience, tenantId, managedIdentityClientId, hubRole, hubRegion, renewBefore")]
    [InlineData("\"credentials\": { \"audience\": \"api://x/.default\" }", "credentials.audience: 'api://x/.default' is a scope; the audience is what stands before /.default")]
    [InlineData("\"credentials\": { \"audience\": \"https://x\" }", "credentials.audience: 'https://x' is not the identifier URI of an app registration: api://…")]
    [InlineData("\"credentials\": { \"tenantId\": \"contoso\" }", "credentials.tenantId: 'contoso' is not a GUID")]
    [InlineData("\"credentials\": { \"managedIdentityClientId\": \"{11111111-2222-3333-4444-555555555555}\" }", "credentials.managedIdentityClientId: '{11111111-2222-3333-4444-555555555555}' is not a GUID")]
    [InlineData("\"credentials\": { \"hubRole\": \"hub\" }", "credentials.hubRole: 'hub' is not the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME")]
    [InlineData("\"credentials\": { \"hubRole\": \"arn:aws-cn:iam::111111111111:role/x\", \"hubRegion\": \"eu-west-1\" }", "credentials.hubRole: the partition aws-cn is not that of eu-west-1, which is aws")]
    [InlineData("\"credentials\": { \"hubRegion\": \"eu-west-1a\" }", "credentials.hubRegion: 'eu-west-1a' is an availability zone; its region is eu-west-1")]
    [InlineData("\"credentials\": { \"renewBefore\": \"59s\" }", "credentials.renewBefore: '59s' is not a length of time from 1m to 30m, such as 15m")]
    [InlineData("\"credentials\": { \"renewBefore\": 900 }", "credentials.renewBefore: '900' is not a length of time from 1m to 30m, such as 15m")]
    [InlineData("\"insights\": { \"concurrentQueries\": 101 }", "insights.concurrentQueries: '101' is not a whole number of queries from 1 to 100")]
    [InlineData("\"insights\": { \"concurrentQueries\": 2.5 }", "insights.concurrentQueries: '2.5' is not a whole number of queries from 1 to 100")]
    [InlineData("\"insights\": { \"startsPerSecond\": true }", "insights.startsPerSecond: 'True' is not a whole number of queries a second from 1 to 50")]
    [InlineData("\"insights\": { \"queryDeadline\": \"61m\" }", "insights.queryDeadline: '61m' is not a length of time from 10s to 1h, such as 10m")]
    [InlineData("\"insights\": { \"maximumSlices\": \"\" }", "insights.maximumSlices: '' is not a whole number of parts from 1 to 1024")]
    [InlineData("\"insights\": { \"pricePerGigabyte\": -1 }", "insights.pricePerGigabyte: '-1' is not a number of US dollars a gigabyte from 0 to 100")]
    [InlineData("\"insights\": { \"pricePerGigabyte\": \"0,005\" }", "insights.pricePerGigabyte: '0,005' is not a number of US dollars a gigabyte from 0 to 100")]
    [InlineData("\"internalNetworks\": [\"10.0.0.0/8\", null]", "internalNetworks[1]: is nothing; leave it out")]
    [InlineData("\"internalNetworks\": [[\"10.0.0.0/8\"]]", "internalNetworks[0]: must be one value, not an object or a list")]
    [InlineData("\"targets\": {}", "targets: must be a list")]
    public void Read_MistakeInWhatAllShare_IsTold(string member, string problem) => Assert.Equal([$"a.json:1: {problem}"], Settings.Read($"{{ {member} }}").Problems());

    [Fact]
    public void Read_FederatedWithoutAnything_AsksForAllItNeeds() => Assert.Equal(
        [
            "a.json:2: credentials.audience: missing; federated credentials need audience, tenantId, hubRole and hubRegion",
            "a.json:2: credentials.tenantId: missing; federated credentials need audience, tenantId, hubRole and hubRegion",
            "a.json:2: credentials.hubRole: missing; federated credentials need audience, tenantId, hubRole and hubRegion",
            "a.json:2: credentials.hubRegion: missing; federated credentials need audience, tenantId, hubRole and hubRegion",
            "a.json:1: deployment: missing; trust policies pin the session's name flowwatch-{deployment}, so federated credentials need one",
        ],
        Settings.Read("{\n\"credentials\": { \"mode\": \"federated\" } }").Problems());

    [Fact]
    public void Read_NullOfJson_IsAsIfNotGiven()
    {
        var settings = Settings.Good(Settings.WithTarget("\"role\": null, \"archive\": null, \"vpcIds\": null, \"topics\": null, \"detections\": null", "\"deployment\": null, \"insights\": null, \"suppressions\": null"));

        Assert.Equal("local", settings.Deployment);
        Assert.Equal((null, null), (settings.Targets[0].Role, settings.Targets[0].Archive));
    }

    [Fact]
    public void Read_NamesInAnyCase_AreTheSame() =>
        Assert.Equal((7, "flowwatch-x"), Settings.Good("""{ "Deployment": "x", "INSIGHTS": { "MaximumSlices": "7" } }""") is var settings ? (settings.Insights.MaximumSlices, settings.SessionName) : default);
}
