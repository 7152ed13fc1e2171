namespace FlowWatch.Core.Accounts;

/// <summary>The links of the chain that leads to credentials for an AWS account, in the order they are gone through.</summary>
public enum CredentialLink
{
    /// <summary>The AWS SDK's own search: environment, profiles (also SSO), container, instance. Used instead of the next three.</summary>
    DefaultChain,

    /// <summary>The platform gives this process's managed identity a token.</summary>
    ManagedIdentity,

    /// <summary>The token says what AWS will look for.</summary>
    IdentityToken,

    /// <summary>STS exchanges the token for a session of the hub role (AssumeRoleWithWebIdentity).</summary>
    HubRole,

    /// <summary>STS exchanges that for a session of the member account's role (AssumeRole).</summary>
    MemberRole,
}
