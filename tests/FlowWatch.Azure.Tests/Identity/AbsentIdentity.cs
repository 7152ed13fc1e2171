using Azure.Core;
using Azure.Identity;

namespace FlowWatch.Azure.Tests.Identity;

/// <summary>What the library says on a host without a managed identity, without the seconds it takes to find out.</summary>
internal sealed class AbsentIdentity : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw Error();

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw Error();

    private static CredentialUnavailableException Error() => new("ManagedIdentityCredential authentication unavailable. No Managed Identity endpoint found.");
}
