using Azure.Core;
using Azure.Identity;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Azure.Identity;

/// <summary>Tokens of this host's managed identity (Functions, App Service, virtual machine, container), for another cloud's audience.</summary>
public sealed class ManagedIdentityTokenSource : IIdentityTokenSource
{
    // What asks the platform past all caches: it is for tokens that were withdrawn, but serves as well for one that is about to end.
    private const string PastCaches = """{"access_token":{}}""";

    private readonly TokenCredential credential;
    private readonly string audience;

    internal ManagedIdentityTokenSource(TokenCredential credential, string audience)
    {
        this.credential = credential;
        this.audience = audience;
    }

    /// <summary>A source for a deployment; nothing is asked yet.</summary>
    /// <param name="settings">The audience, and the client id of the identity where it is a user-assigned one.</param>
    /// <exception cref="ArgumentException">The settings name no audience.</exception>
    public static ManagedIdentityTokenSource For(CredentialSettings settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(settings.Audience, nameof(settings));
        var identity = settings.ManagedIdentityClientId is { } clientId ? ManagedIdentityId.FromUserAssignedClientId(clientId) : ManagedIdentityId.SystemAssigned;
        var options = new ManagedIdentityCredentialOptions(identity) { Retry = { MaxRetries = 3, NetworkTimeout = TimeSpan.FromSeconds(10) } };
        return new ManagedIdentityTokenSource(new ManagedIdentityCredential(options), settings.Audience);
    }

    /// <inheritdoc/>
    public async Task<IdentityTokenAnswer> GetAsync(bool anew, CancellationToken cancellationToken)
    {
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([$"{audience}/.default"], claims: anew ? PastCaches : null), cancellationToken).ConfigureAwait(false);
            return new IdentityToken(token.Token, token.ExpiresOn);
        }
        catch (CredentialUnavailableException error)
        {
            return Failure(
                CredentialFailureKind.Unavailable,
                "This host has no managed identity that answers.",
                error,
                new CredentialHint(CredentialCondition.Identity, "the host's settings: a managed identity must be assigned to it"),
                new CredentialHint(CredentialCondition.Settings, "credentials.mode in FlowWatch's settings, which is default where FlowWatch does not run in Azure"));
        }
        catch (AuthenticationFailedException error)
        {
            return Failure(
                CredentialFailureKind.Refused,
                "The managed identity gave no token.",
                error,
                new CredentialHint(CredentialCondition.Audience, $"the Entra application, which must be in the identity's tenant and have the identifier URI {audience}"),
                new CredentialHint(CredentialCondition.Identity, "credentials.managedIdentityClientId in FlowWatch's settings, which must be the client id of an identity that is assigned to this host, and none where the host's own is meant"));
        }
    }

    private static CredentialFailure Failure(CredentialFailureKind kind, string message, Exception error, params CredentialHint[] hints) =>
        new() { Link = CredentialLink.ManagedIdentity, Kind = kind, Message = $"{message} {SecretFreeText.Of(error.Message)}", Hints = hints };
}
