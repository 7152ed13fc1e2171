using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>Opens sessions of one role.</summary>
internal interface IRoleSessionSource
{
    /// <summary>Which link of the chain it is.</summary>
    CredentialLink Link { get; }

    /// <summary>ARN of the role; in words where it is none.</summary>
    string Role { get; }

    /// <summary>Opens a new session; it is never an old one.</summary>
    /// <returns>The session, or where the chain to it broke: at this link or at one before.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<RoleSessionAnswer> OpenAsync(CancellationToken cancellationToken);
}
