namespace FlowWatch.Core.Accounts;

/// <summary>Gives this process a token that says who it is. Safe to use from many threads.</summary>
public interface IIdentityTokenSource
{
    /// <summary>A token for the audience that the source was made for.</summary>
    /// <param name="anew">
    /// Asks the platform even where a token is at hand: for when the one that was given is close to its end. The platform may keep
    /// tokens of its own and give the same one again.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The token, or a failure of the link <see cref="CredentialLink.ManagedIdentity"/>.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<IdentityTokenAnswer> GetAsync(bool anew, CancellationToken cancellationToken);
}
