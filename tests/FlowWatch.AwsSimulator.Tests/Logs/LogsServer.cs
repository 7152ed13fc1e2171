using System.Text.Json;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Wire;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.AwsSimulator.Tests.Logs;

/// <summary>A simulator with one log group, a client of the real SDK, and a clock that stands still.</summary>
internal sealed class LogsServer : IAsyncDisposable
{
    public const string LogGroup = "/aws/vpc/flowlogs/production";
    public const string Region = "eu-west-1";

    private LogsServer(SimulatedAws aws, FakeTimeProvider time)
    {
        Aws = aws;
        Time = time;
        Group = aws.Logs.In(SimulatedAws.DefaultAccount, Region).AddLogGroup(LogGroup);
        Client = NewClient();
    }

    /// <summary>The first second of <see cref="InsightsQuery.Record"/>.</summary>
    public static DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeMilliseconds(InsightsQuery.FirstTime - 678);

    public SimulatedAws Aws { get; }

    public FakeTimeProvider Time { get; }

    public SimulatedLogGroup Group { get; }

    public AmazonCloudWatchLogsClient Client { get; }

    public SimulatedLogs Logs => Aws.Logs;

    public static async Task<LogsServer> StartAsync()
    {
        var time = new FakeTimeProvider(Start.AddHours(1));
        return new(await SimulatedAws.StartAsync(new() { Time = time }), time);
    }

    public AmazonCloudWatchLogsClient NewClient(SimulatedCredentials? credentials = null, string region = Region) =>
        new(SdkClients.Keys(Aws, credentials), SdkClients.Configured(Aws, new AmazonCloudWatchLogsConfig(), region));

    public static StartQueryRequest Question(string query = "stats count(*) as n") => new()
    {
        LogGroupNames = [LogGroup],
        QueryString = query,
        StartTime = Start.ToUnixTimeSeconds(),
        EndTime = Start.AddHours(1).ToUnixTimeSeconds(),
    };

    public async Task<string> StartAsync(string query) => (await Client.StartQueryAsync(Question(query))).QueryId;

    public Task<GetQueryResultsResponse> ResultsAsync(string id) => Client.GetQueryResultsAsync(new GetQueryResultsRequest { QueryId = id });

    /// <summary>
    /// A request with any body, past the wire: for members and operations that a client at hand may not have.
    /// </summary>
    public async Task<JsonElement> AskAsync(string action, object body)
    {
        var user = new SimulatedUser("arn:aws:iam::111122223333:user/tester", "AIDATESTER");
        user.PutPolicy("all", SimulatedPolicies.AllowEverything);
        var wire = new WireRequest("POST", "/", "", new Dictionary<string, string>(), JsonSerializer.SerializeToUtf8Bytes(body));
        var principal = new SimulatedPrincipal(user.Arn, user.UniqueId, user, IsSession: false);
        var request = new SimulatedRequest(wire, Logs, action, Region, principal, Time.GetUtcNow(), "request");
        var answer = await ((ISimulatedService)Logs).AnswerAsync(request, CancellationToken.None);
        return JsonSerializer.Deserialize<JsonElement>(answer.Body.Span);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Aws.DisposeAsync();
    }
}
