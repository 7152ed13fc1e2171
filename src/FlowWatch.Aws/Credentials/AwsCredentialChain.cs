using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SecurityToken;
using FlowWatch.Aws.Clients;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Aws.Credentials;

/// <summary>
/// The credentials of every role of a deployment, one object each, made when first asked for: from an Azure managed identity over the hub
/// role, or from the AWS SDK's own search, to the role of each member account. Safe to use from many threads.
/// </summary>
internal sealed class AwsCredentialChain : IDisposable
{
    private readonly ConcurrentDictionary<(string Role, string? ExternalId, string Region), Lazy<RenewingCredentials>> members = new();
    private readonly ConcurrentDictionary<string, Lazy<AmazonSecurityTokenServiceClient>> securityTokenServices = new();
    private readonly CredentialSettings settings;
    private readonly string sessionName;
    private readonly AwsClientFactory factory;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly AWSCredentials first;
    private readonly AmazonSecurityTokenServiceClient? webIdentityService;

    /// <summary>The chain of a deployment; nothing is asked yet.</summary>
    /// <param name="settings">The deployment's settings: how credentials are got, and the name of its sessions.</param>
    /// <param name="tokens">Gives the identity token; needed where the settings say federated.</param>
    /// <param name="factory">Makes clients of STS.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="logger">Is told of failures.</param>
    /// <param name="onThisMachine">What the SDK's own search finds; null searches.</param>
    public AwsCredentialChain(FlowWatchSettings settings, IIdentityTokenSource? tokens, AwsClientFactory factory, TimeProvider time, ILogger logger, AWSCredentials? onThisMachine = null)
    {
        (this.settings, sessionName) = (settings.Credentials, settings.SessionName);
        (this.factory, this.time, this.logger) = (factory, time, logger);
        if (this.settings.Mode == CredentialMode.Federated)
        {
            ArgumentNullException.ThrowIfNull(tokens);
            webIdentityService = NewService(new AnonymousAWSCredentials(), this.settings.HubRegion!);
            var check = new IdentityTokenCheck(this.settings.TenantId!, this.settings.Audience!, time);
            Hub = new WebIdentitySessionSource(tokens, check, webIdentityService, this.settings.HubRegion!, this.settings.HubRole!, sessionName, time);
            first = new RenewingCredentials(Hub, this.settings.RenewBefore, time, logger);
        }
        else
        {
            first = onThisMachine ?? new RenewingCredentials(DefaultChainSessionSource.OfThisMachine(time), this.settings.RenewBefore, time, logger);
        }
    }

    /// <summary>The first link but one, from the identity token to the hub role; null where the SDK's own search stands in its place.</summary>
    public WebIdentitySessionSource? Hub { get; }

    /// <summary>The credentials before any member account's role: those of the hub role, or what the SDK finds.</summary>
    public AWSCredentials First => first;

    /// <summary>The credentials for a target: those of its role, or the first ones where it names none.</summary>
    public AWSCredentials For(MonitoredTarget target) =>
        target.Role is { } role ? members.GetOrAdd((role, target.ExternalId, settings.HubRegion ?? target.Region), key => new(() => Member(key.Role, key.ExternalId, key.Region))).Value : first;

    /// <inheritdoc/>
    public void Dispose()
    {
        webIdentityService?.Dispose();
        foreach (var client in securityTokenServices.Values.Where(client => client.IsValueCreated)) client.Value.Dispose();
    }

    private RenewingCredentials Member(string role, string? externalId, string region)
    {
        var source = new AssumeRoleSessionSource(Service(region), region, role, externalId, settings.HubRole, sessionName, time);
        return new RenewingCredentials(source, settings.RenewBefore, time, logger);
    }

    private AmazonSecurityTokenServiceClient Service(string region) => securityTokenServices.GetOrAdd(region, key => new(() => NewService(first, key))).Value;

    private AmazonSecurityTokenServiceClient NewService(AWSCredentials credentials, string region) =>
        factory.Introduce(new AmazonSecurityTokenServiceClient(credentials, factory.Configure(new AmazonSecurityTokenServiceConfig(), region)), credentials);
}
