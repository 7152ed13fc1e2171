using System.Collections.Concurrent;
using Amazon.CloudWatchLogs;
using Amazon.Runtime;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Tests.CloudWatchLogs.Scheduling;

/// <summary>A scheduler over the simulator, both by a clock that goes on only while all wait for it.</summary>
internal sealed class SchedulerFixture : IAsyncDisposable
{
    public const string Query = "stats count(*) as records by srcAddr";

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Sources = ["10.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.2"];

    private readonly ConcurrentDictionary<(string, string), AmazonCloudWatchLogsClient> clients = new();
    private readonly CountedRequests requests = new();
    private int running;

    private SchedulerFixture(SimulatedAws aws, WaitingClock time, InsightsSettings settings)
    {
        (Aws, Time) = (aws, time);
        Scheduler = new InsightsQueryScheduler(Client, settings, time, Logger);
    }

    public SimulatedAws Aws { get; }

    public WaitingClock Time { get; }

    public InsightsQueryScheduler Scheduler { get; }

    public RecordingLogger Logger { get; } = new();

    /// <summary>What signs; an administrator of the account where none is given.</summary>
    public AWSCredentials? Credentials { get; set; }

    /// <summary>Requests that the server does not answer before the clock goes on.</summary>
    public int Hanging { get; set; }

    public static async Task<SchedulerFixture> StartAsync(InsightsSettings? settings = null)
    {
        var time = new WaitingClock(Start);
        var aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time.Server });
        var fixture = new SchedulerFixture(aws, time, settings ?? new InsightsSettings { StartsPerSecond = 100 });
        fixture.LogGroup(Target());
        return fixture;
    }

    public static MonitoredTarget Target(string name = "production-eu", string account = SimulatedAws.DefaultAccount) => TestTargets.Target(name, account);

    /// <summary>Makes a target's log group, with four records of two sources.</summary>
    public SimulatedLogGroup LogGroup(MonitoredTarget target)
    {
        var group = Aws.Logs.In(target.Account, target.Region).AddLogGroup(target.LogGroup);
        var second = Start.AddMinutes(-10).ToUnixTimeSeconds();
        group.AddFlowLog([.. Sources.Select((source, number) =>
            $"2 {target.Account} eni-0123456789abcdef0 {source} 10.0.1.9 4000{number} 443 6 10 840 {second + number} {second + number + 10} ACCEPT OK")]);
        return group;
    }

    public static InsightsRequest Request(MonitoredTarget? target = null, string query = Query) => new()
    {
        Target = target ?? Target(),
        Name = "services",
        QueryText = query,
        FromInclusive = Start.AddMinutes(-15).ToUnixTimeSeconds(),
        ToInclusive = Start.ToUnixTimeSeconds(),
    };

    /// <summary>Begins to run a query; it goes on only while a test lets the clock go on.</summary>
    public Task<InsightsResult> Begin(InsightsRequest? request = null, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref running);
        return CountedAsync();

        async Task<InsightsResult> CountedAsync()
        {
            try
            {
                return await Scheduler.RunAsync(request ?? Request(), cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }
    }

    /// <summary>Runs a query.</summary>
    public Task<InsightsResult> RunAsync(InsightsRequest? request = null) => EndAsync(Begin(request));

    /// <summary>Lets the clock go on until work is done.</summary>
    public async Task<T> EndAsync<T>(Task<T> work)
    {
        while (await AllWaitAsync(work)) Time.MoveTo(Time.Next ?? throw new InvalidOperationException("Nobody waits for a time, and still work is not done."));
        return await work;
    }

    /// <summary>Lets the clock go on for a time.</summary>
    public async Task GoOnAsync(TimeSpan length)
    {
        var end = Time.GetUtcNow() + length;
        while (await AllWaitAsync(null) && Time.Next is { } next && next <= end) Time.MoveTo(next);
        Time.MoveTo(end);
        await AllWaitAsync(null);
    }

    /// <summary>How often an operation was asked for.</summary>
    public int Calls(string action) => Aws.Requests.Count(request => request.Action == action);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values) client.Dispose();
        await Aws.DisposeAsync();
    }

    // Whether all that run wait: for the time, for a place, or for an answer that does not come. False once the work is done. What is
    // counted changes under way, so it must stay the same for a few looks.
    private async Task<bool> AllWaitAsync(Task? work)
    {
        (int, int, int, int)? before = null;
        for (var same = 0; same < 5;)
        {
            if (work is null ? Volatile.Read(ref running) == 0 : work.IsCompleted) return false;
            var now = (Requests: requests.UnderWay, Times: Time.Waiting, Places: Scheduler.WaitingForPlaces, Running: Volatile.Read(ref running));
            // A request that is just being answered looks like one that hangs, but nobody waits for a time beside it yet.
            var wait = now.Running > 0 && now.Requests <= Hanging && now.Requests + now.Times + now.Places >= now.Running && (now.Requests == 0 || Time.Next is not null);
            same = wait && now == before ? same + 1 : 0;
            before = now;
            await Task.Run(Thread.Yield);
        }

        return true;
    }

    private AmazonCloudWatchLogsClient Client(MonitoredTarget target) => clients.GetOrAdd((target.Account, target.Region), _ =>
    {
        var keys = target.Account == SimulatedAws.DefaultAccount ? Aws.Administrator : Aws.AddAdministrator(target.Account);
        return new(Credentials ?? Keys(keys), new AmazonCloudWatchLogsConfig { ServiceURL = Aws.Endpoint.ToString(), AuthenticationRegion = target.Region, MaxErrorRetry = 0, HttpClientFactory = requests });
    });

    public static AWSCredentials Keys(SimulatedCredentials keys) => new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey);
}
