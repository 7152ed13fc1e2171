using System.Diagnostics.CodeAnalysis;

namespace FlowWatch.Core.Accounts;

/// <summary>A token, or why there is none.</summary>
public sealed class IdentityTokenAnswer
{
    private IdentityTokenAnswer(IdentityToken? token, CredentialFailure? failure)
    {
        Token = token;
        Failure = failure;
    }

    /// <summary>The token; null where there is none.</summary>
    public IdentityToken? Token { get; }

    /// <summary>Why there is none; null where there is one.</summary>
    public CredentialFailure? Failure { get; }

    /// <summary>Whether there is a token.</summary>
    [MemberNotNullWhen(true, nameof(Token))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsToken => Failure is null;

    /// <summary>A token was given.</summary>
    public static implicit operator IdentityTokenAnswer(IdentityToken token) => new(token, null);

    /// <summary>None was given.</summary>
    public static implicit operator IdentityTokenAnswer(CredentialFailure failure) => new(null, failure);
}
