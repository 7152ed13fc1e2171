using System.Collections.Concurrent;
using FlowWatch.Aws.Clients;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Sts;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests.Credentials;

/// <summary>A hub account and a member account as FlowWatch's templates set them up, a tenant whose tokens the hub trusts, and the clients of a deployment.</summary>
internal sealed class ChainFixture : IIdentityTokenSource, ILoggerFactory, IAsyncDisposable
{
    public const string Hub = "arn:aws:iam::111122223333:role/FlowWatchHub";
    public const string Member = "arn:aws:iam::444455556666:role/FlowWatchReadOnly";
    public const string ExternalId = "external-4711";
    public const string Provider = $"sts.windows.net/{TestToken.Tenant}/";

    private readonly SimulatedIdentityProvider entra;
    private readonly ConcurrentBag<string> issued = [];

    private ChainFixture(SimulatedAws aws, FakeTimeProvider time, Func<FlowWatchSettings, FlowWatchSettings>? change)
    {
        (Aws, Time) = (aws, time);
        entra = new SimulatedIdentityProvider(TestToken.Tenant, time);
        aws.Sts.AddIdentityProvider("111122223333", entra, TestToken.Audience);
        HubRole = aws.AddRole(Hub, SimulatedPolicies.TrustWebIdentity("111122223333", Provider, TestToken.Audience, TestToken.Identity), Policy("sts:AssumeRole", "arn:aws:iam::*:role/FlowWatchReadOnly"));
        MemberRole = aws.AddRole(Member, SimulatedPolicies.TrustAccount("111122223333", ExternalId), SimulatedPolicies.AllowEverything);
        FlowWatchSettings settings = new()
        {
            Deployment = "test",
            Credentials = new CredentialSettings { Mode = CredentialMode.Federated, Audience = TestToken.Audience, TenantId = TestToken.Tenant, HubRole = Hub, HubRegion = "eu-west-1" },
        };
        Clients = new AwsClients(change?.Invoke(settings) ?? settings, this, new AwsClientOptions { UserAgent = "FlowWatch/1.2.3", Endpoint = aws.Endpoint, Attempts = 1 }, time, this);
    }

    public SimulatedAws Aws { get; }

    public FakeTimeProvider Time { get; }

    public AwsClients Clients { get; }

    public SimulatedRole HubRole { get; }

    public SimulatedRole MemberRole { get; }

    public RecordingLogger Logger { get; } = new();

    public MonitoredTarget Target { get; set; } = TestTargets.Target(role: Member, externalId: ExternalId);

    /// <summary>What the managed identity answers; null gives a token.</summary>
    public CredentialFailure? NoToken { get; set; }

    /// <summary>How long tokens live, one for each that is asked for; then 24 hours.</summary>
    public Queue<TimeSpan> Lifetimes { get; } = [];

    /// <summary>Whether each token was asked for anew.</summary>
    public ConcurrentQueue<bool> Asked { get; } = new();

    /// <summary>The audience of tokens.</summary>
    public string Audience { get; set; } = TestToken.Audience;

    /// <summary>The subject of tokens.</summary>
    public string Subject { get; set; } = TestToken.Identity;

    /// <summary>The version of tokens.</summary>
    public string Version { get; set; } = "1.0";

    /// <summary>All that must never be said.</summary>
    public IEnumerable<string> Secrets => issued.SelectMany(token => token.Split('.').Prepend(token)).Where(part => part.Length > 0);

    public static async Task<ChainFixture> StartAsync(Func<FlowWatchSettings, FlowWatchSettings>? change = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        return new ChainFixture(await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time }), time, change);
    }

    public static string Policy(string action, string resource) => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}""";

    public Task<IdentityTokenAnswer> GetAsync(bool anew, CancellationToken cancellationToken)
    {
        Asked.Enqueue(anew);
        if (NoToken is { } failure) return Task.FromResult<IdentityTokenAnswer>(failure);
        var lifetime = Lifetimes.TryDequeue(out var next) ? next : TimeSpan.FromHours(24);
        var token = entra.IssueToken(Audience, Subject, lifetime, new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["ver"] = Version });
        issued.Add(token);
        return Task.FromResult<IdentityTokenAnswer>(new IdentityToken(token, Time.GetUtcNow() + lifetime));
    }

    /// <summary>How often an operation of STS was asked for.</summary>
    public int Calls(string action) => Aws.Requests.Count(request => request.Service == "sts" && request.Action == action);

    public async ValueTask DisposeAsync()
    {
        Clients.Dispose();
        await Aws.DisposeAsync();
        entra.Dispose();
    }

    public ILogger CreateLogger(string categoryName) => Logger;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
