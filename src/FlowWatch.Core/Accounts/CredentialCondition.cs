namespace FlowWatch.Core.Accounts;

/// <summary>What a link of the credential chain depends on, and so what to look at when it breaks.</summary>
public enum CredentialCondition
{
    /// <summary>The managed identity itself: assigned to this host, and the right one of several.</summary>
    Identity,

    /// <summary>The audience: the token's <c>aud</c>, the Entra application's identifier, the identity provider's client ids, the trust policy's <c>:aud</c>.</summary>
    Audience,

    /// <summary>The token's <c>iss</c> and the URL of the identity provider in AWS.</summary>
    Issuer,

    /// <summary>The token's <c>sub</c> (object id of the identity) and the trust policy's <c>:sub</c>.</summary>
    Subject,

    /// <summary>The token's <c>ver</c>: AWS needs version 1.0.</summary>
    TokenVersion,

    /// <summary>The token's lifetime (<c>nbf</c>, <c>exp</c>) against this machine's clock.</summary>
    Lifetime,

    /// <summary>The OIDC identity provider in the hub account.</summary>
    IdentityProvider,

    /// <summary>The role exists, and its ARN is the one in the settings.</summary>
    RoleName,

    /// <summary>The trust policy's principal: who may assume the role.</summary>
    TrustedPrincipal,

    /// <summary>The policy of whoever assumes the role: it must allow <c>sts:AssumeRole</c> on it.</summary>
    CallerPolicy,

    /// <summary>The trust policy's <c>sts:ExternalId</c>.</summary>
    ExternalId,

    /// <summary>The trust policy's <c>sts:RoleSessionName</c>, and the characters a session name may have.</summary>
    SessionName,

    /// <summary>The role's longest session; a chained one lasts one hour at most.</summary>
    Duration,

    /// <summary>STS is switched on in that region.</summary>
    Region,

    /// <summary>This machine's clock.</summary>
    Clock,

    /// <summary>The way to the endpoint: name resolution, proxy, firewall.</summary>
    Network,

    /// <summary>FlowWatch's own settings, or the profile and environment that the AWS SDK reads.</summary>
    Settings,
}
