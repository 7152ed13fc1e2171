using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Sts;

/// <summary>AWS Security Token Service: GetCallerIdentity, AssumeRole, AssumeRoleWithWebIdentity.</summary>
public sealed class SimulatedSts : ISimulatedService
{
    private const string WithWebIdentity = "AssumeRoleWithWebIdentity";
    private static readonly QueryProtocol Wire = new("https://sts.amazonaws.com/doc/2011-06-15/");
    private readonly ConcurrentDictionary<(string Account, string Issuer), RegisteredProvider> providers = new();
    private readonly IdentityRegistry identities;
    private readonly RoleAssumption assumption;

    internal SimulatedSts(IdentityRegistry identities)
    {
        this.identities = identities;
        assumption = new RoleAssumption(identities);
    }

    string ISimulatedService.SigningName => "sts";

    IWireProtocol ISimulatedService.Protocol => Wire;

    /// <summary>Registers an identity provider in an account, as IAM's CreateOpenIDConnectProvider does.</summary>
    /// <param name="account">The account of the roles that trust it.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="audiences">The client ids: audiences that the account takes.</param>
    /// <returns>The provider's ARN.</returns>
    public string AddIdentityProvider(string account, SimulatedIdentityProvider provider, params IReadOnlyList<string> audiences)
    {
        ArgumentNullException.ThrowIfNull(provider);
        identities.AddAccount(account);
        var registered = new RegisteredProvider(account, provider, audiences);
        providers[(account, provider.Issuer)] = registered;
        return registered.Arn;
    }

    bool ISimulatedService.TakesUnsigned(string action) => action == WithWebIdentity;

    Task<SimulatedResponse> ISimulatedService.AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(request.Action switch
        {
            "GetCallerIdentity" => GetCallerIdentity(request),
            "AssumeRole" => AssumeRole(request),
            WithWebIdentity => AssumeRoleWithWebIdentity(request),
            _ => throw request.Failure(CommonFailure.UnknownAction, $"Could not find operation {request.Action} for version 2011-06-15"),
        });

    // Needs no permission, and no policy can take it away.
    private static SimulatedResponse GetCallerIdentity(SimulatedRequest request) => Wire.Answer(request,
        new XElement("Arn", request.Principal.Arn),
        new XElement("UserId", request.Principal.UserId),
        new XElement("Account", request.Account));

    private static XElement[] Session(IssuedKey session) =>
    [
        new("Credentials",
            new XElement("AccessKeyId", session.Credentials.AccessKeyId),
            new XElement("SecretAccessKey", session.Credentials.SecretAccessKey),
            new XElement("SessionToken", session.Credentials.SessionToken),
            new XElement("Expiration", session.Credentials.Expiration!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
        new("AssumedRoleUser",
            new XElement("AssumedRoleId", session.Principal.UserId),
            new XElement("Arn", session.Principal.Arn)),
    ];

    private SimulatedResponse AssumeRole(SimulatedRequest request)
    {
        var parameters = SessionParameters.Read(request.Form);
        return Wire.Answer(request, [.. Session(assumption.ByPrincipal(request, parameters))]);
    }

    private SimulatedResponse AssumeRoleWithWebIdentity(SimulatedRequest request)
    {
        var parameters = SessionParameters.Read(request.Form);
        var account = parameters.RoleArn.Split(':') is [_, _, _, _, var id, ..] ? id : "";
        var token = WebIdentityToken.Parse(request.Form["WebIdentityToken"] ?? "");
        var provider = token?.Issuer is null ? null : providers.GetValueOrDefault((account, token.Issuer));
        var (believed, registered) = WebIdentityVerifier.Verify(token, provider, request.ReceivedAt);
        var session = assumption.ByWebIdentity(request, parameters, believed, registered);
        return Wire.Answer(request,
        [
            new XElement("SubjectFromWebIdentityToken", believed.Subject), new XElement("Audience", believed.Audience),
            new XElement("Provider", registered.Arn), .. Session(session),
        ]);
    }
}
