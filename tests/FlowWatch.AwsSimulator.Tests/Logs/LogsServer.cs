using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Logs;
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

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Aws.DisposeAsync();
    }
}
