using Amazon.Runtime;
using FlowWatch.Aws.Clients;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Sns;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Functions.Tests;

/// <summary>From records to accepted messages: traffic in files, checks as their timers run them, state in SQLite, and topics of a server that behaves like SNS.</summary>
public sealed class AlertsEndToEndTests : IAsyncLifetime
{
    private const string Region = "eu-central-1";
    private const string Account = "111111111111";

    private readonly string logs = Directory.CreateTempSubdirectory("flowwatch-logs-").FullName;
    private SimulatedAws aws = null!;
    private SimulatedTopic warning = null!;
    private SimulatedTopic critical = null!;
    private SimulatedTopic security = null!;
    private Served served = null!;

    public async Task InitializeAsync()
    {
        aws = await SimulatedAws.StartAsync();
        var keys = aws.AddAdministrator(Account);
        warning = aws.Sns.AddTopic(Account, Region, "warning");
        (critical, security) = (aws.Sns.AddTopic(Account, Region, "critical"), aws.Sns.AddTopic(Account, Region, "security"));
        var target = Readings.Target("one", logs) with
        {
            Topics = new AlertTopics { Warning = warning.Arn, Critical = critical.Arn, Levels = new Dictionary<Core.Alerts.EscalationLevel, string> { [Core.Alerts.EscalationLevel.Security] = security.Arn } },
        };
        served = await Served.StartAsync(state => Readings.Good(state, target), more: services => services.AddSingleton(provider => new AwsClients(
            new FlowWatchSettings(), null, new AwsClientOptions { UserAgent = "FlowWatch/test", Endpoint = aws.Endpoint, Attempts = 1 }, provider.GetRequiredService<TimeProvider>(), NullLoggerFactory.Instance, new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey))));
    }

    public async Task DisposeAsync()
    {
        await served.DisposeAsync();
        await aws.DisposeAsync();
        Directory.Delete(logs, recursive: true);
    }

    [Fact]
    public async Task Scan_InTheTraffic_BecomesAnIncidentAndAMessageOnBothTopics()
    {
        WriteScan("203.0.113.9", Served.Start.AddMinutes(-40));

        await served.Service<CheckRuns>().OnTimerAsync("security", false, default);

        var incident = Assert.Single((await served.JsonAsync("/api/incidents")).GetProperty("value").EnumerateArray());
        Assert.Equal(("PORT_SCAN", "new"), (incident.GetProperty("detection").GetString(), incident.GetProperty("status").GetString()));
        var id = incident.GetProperty("id").GetString()!;
        var message = Assert.Single(security.Messages);
        Assert.Equal($"{id}-1", message.Attributes["id"].Value);
        Assert.Equal(incident.GetProperty("fingerprint").GetString(), message.Attributes["fingerprint"].Value);
        Assert.Contains("203.0.113.9", message.Message, StringComparison.Ordinal);
        Assert.Equal(2, aws.Requests.Count(request => request.Action == "PublishBatch"));

        // The same windows once more, and the timer of the outbox: nobody is told twice.
        await served.Service<CheckRuns>().OnTimerAsync("security", false, default);
        await served.Service<AlertWork>().RunAsync(default);
        Assert.Single(security.Messages);
        var summary = await served.JsonAsync("/api/alerts/summary");
        Assert.Equal(2, summary.GetProperty("messages").GetInt32());
        Assert.InRange(summary.GetProperty("secondsFromFinding").GetProperty("maximum").GetDouble(), 0, 120);
    }

    [Fact]
    public async Task SnsDown_AlertsWait_ReadySaysSo_AndAllArriveAfterwards()
    {
        WriteScan("203.0.113.9", Served.Start.AddMinutes(-40));
        using (aws.Faults.Add(SimulatedFault.Unavailable, FaultScope.Of("sns")))
        {
            await served.Service<CheckRuns>().OnTimerAsync("security", false, default);
            served.Time.Advance(TimeSpan.FromMinutes(11));
            await served.Service<AlertWork>().RunAsync(default);
            await served.Service<HeartbeatWork>().RunAsync(default);

            var ready = await served.JsonAsync("/api/health/ready");
            Assert.Equal("degraded", ready.GetProperty("status").GetString());
            Assert.True(ready.GetProperty("outbox").GetProperty("isStuck").GetBoolean());
            Assert.NotEmpty((await served.JsonAsync("/api/incidents?detection=OUTBOX_STUCK")).GetProperty("value").EnumerateArray());
            Assert.Empty(security.Messages);
        }

        served.Time.Advance(TimeSpan.FromMinutes(15));
        await served.Service<AlertWork>().RunAsync(default);
        await served.Service<HeartbeatWork>().RunAsync(default);

        Assert.Single(security.Messages);
        Assert.All((await served.JsonAsync("/api/incidents?detection=OUTBOX_STUCK")).GetProperty("value").EnumerateArray(), one => Assert.Equal("resolved", one.GetProperty("status").GetString()));
        Assert.Equal(0, (await served.JsonAsync("/api/health/ready")).GetProperty("outbox").GetProperty("failingTopics").GetArrayLength());
    }

    [Fact]
    public async Task NoTraffic_IsAnIncidentOfOperations()
    {
        WriteScan("203.0.113.9", Served.Start.AddDays(-2));
        await served.Service<CheckRuns>().OnTimerAsync("security", false, default);
        await served.Service<HeartbeatWork>().RunAsync(default);
        await served.Service<AlertWork>().RunAsync(default);

        var incident = Assert.Single((await served.JsonAsync("/api/incidents?detection=NO_RECORDS")).GetProperty("value").EnumerateArray());
        Assert.Equal(1, incident.GetProperty("escalationLevel").GetInt32());
        Assert.Contains("describe-flow-logs", Assert.Single(critical.Messages).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compliance_ByTimerAndByRequest_BecomesIncidentsAndMessages()
    {
        var run = await served.Service<CheckRuns>().OnTimerAsync("compliance", false, default);

        // No check ever ran here, and no alert was ever tested; nothing could be read of the delivery.
        var incidents = (await served.JsonAsync("/api/incidents?detection=COMPLIANCE_NOT_MET,COMPLIANCE_NOT_VERIFIED")).GetProperty("value").EnumerateArray().ToList();
        var titles = incidents.Select(incident => incident.GetProperty("title").GetString()).ToList();
        Assert.Equal(["Compliance could not be verified", "Requirement 13.17 is not met"], titles.Order(StringComparer.Ordinal));
        var message = Assert.Single(Messages(), message => message.Subject!.Contains("Requirement 13.17", StringComparison.Ordinal));
        Assert.Contains($"flowwatch compliance report {run!.Report}", message.Message, StringComparison.Ordinal);
        Assert.Equal(2, Messages().Count);
        Assert.Empty(security.Messages);

        // Asked for once more, a moment later: nothing is news.
        served.Time.Advance(TimeSpan.FromMinutes(5));
        using var response = await served.SendAsync(HttpMethod.Post, "/api/compliance/runs");
        await served.EndOfAsync((await Served.JsonAsync(response, 202)).GetProperty("id").GetString()!);
        await served.Service<AlertWork>().RunAsync(default);
        Assert.Equal(2, Messages().Count);
        Assert.All((await served.JsonAsync("/api/incidents?detection=COMPLIANCE_NOT_MET")).GetProperty("value").EnumerateArray(), one => Assert.Equal("ongoing", one.GetProperty("status").GetString()));
    }

    private List<SimulatedMessage> Messages() => [.. warning.Messages, .. critical.Messages];

    private void WriteScan(string source, DateTimeOffset start)
    {
        var lines = Enumerable.Range(1, 80).Select(port =>
        {
            var second = start.AddSeconds(port).ToUnixTimeSeconds();
            return FormattableString.Invariant($"2 {Account} eni-0a {source} 10.0.0.5 40000 {port} 6 1 40 {second} {second + 10} REJECT OK");
        });
        File.WriteAllLines(Path.Combine(logs, "flows.log"), lines);
    }
}
