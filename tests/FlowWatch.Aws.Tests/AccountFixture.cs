using Amazon.Runtime;
using FlowWatch.Aws.Clients;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests;

/// <summary>A simulated account, and FlowWatch's readers of it with the keys of a user who may do what a policy says.</summary>
internal sealed class AccountFixture : IAsyncDisposable
{
    public const string Region = "eu-central-1";

    private readonly List<AwsClients> clients = [];

    private AccountFixture(SimulatedAws aws, FakeTimeProvider time) => (Aws, Time) = (aws, time);

    public SimulatedAws Aws { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>A target of the account, with an archive in the bucket <c>archive</c>.</summary>
    public MonitoredTarget Target { get; set; } = TestTargets.Target() with { Archive = new ArchiveLocation("archive", "", ArchiveFeed.FlowLog) };

    public static async Task<AccountFixture> StartAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        return new AccountFixture(await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time }), time);
    }

    /// <summary>A policy that allows actions on everything.</summary>
    public static string Allowing(params string[] actions) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{string.Join(',', actions.Select(action => $"\"{action}\""))}}],"Resource":"*"}]}""";

    /// <summary>A policy that allows all but some actions.</summary>
    public static string Denying(params string[] actions) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":[{{string.Join(',', actions.Select(action => $"\"{action}\""))}}],"Resource":"*"}]}""";

    /// <summary>The readers.</summary>
    /// <param name="policy">What the user may do.</param>
    /// <param name="attempts">How often a call is tried in all.</param>
    /// <param name="account">The user's account.</param>
    public AwsAccountReaders Readers(string policy = SimulatedPolicies.AllowEverything, int attempts = 1, string account = TestTargets.Account) =>
        new(Clients(policy, attempts, account));

    /// <summary>The alert channels, likewise.</summary>
    public AwsAlertChannels Channels(string policy = SimulatedPolicies.AllowEverything, int attempts = 1, string account = TestTargets.Account) =>
        new(Clients(policy, attempts, account));

    /// <summary>The operations that were asked for, in order.</summary>
    public IEnumerable<string> Asked => Aws.Requests.Select(request => request.Action ?? "");

    public async ValueTask DisposeAsync()
    {
        foreach (var made in clients) made.Dispose();
        await Aws.DisposeAsync();
    }

    /// <summary>The clients, likewise.</summary>
    public AwsClients Clients(string policy, int attempts = 1, string account = TestTargets.Account)
    {
        var keys = Aws.AddUser(account, $"user-{clients.Count}", policy);
        var made = new AwsClients(
            new FlowWatchSettings(),
            null,
            new AwsClientOptions { UserAgent = "FlowWatch/1.2.3", Endpoint = Aws.Endpoint, Attempts = attempts },
            Time,
            NullLoggerFactory.Instance,
            new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey));
        clients.Add(made);
        return made;
    }
}
