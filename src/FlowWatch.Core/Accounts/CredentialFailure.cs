namespace FlowWatch.Core.Accounts;

/// <summary>Where the credential chain broke, why, and what to look at. Holds no token and no key.</summary>
public sealed record CredentialFailure
{
    /// <summary>The link that broke.</summary>
    public required CredentialLink Link { get; init; }

    /// <summary>The sort of failure.</summary>
    public required CredentialFailureKind Kind { get; init; }

    /// <summary>What happened, in a sentence that ends with a full stop; AWS's or Entra's own words are cleaned of anything secret.</summary>
    public required string Message { get; init; }

    /// <summary>What to look at, most likely first.</summary>
    public IReadOnlyList<CredentialHint> Hints { get; init; } = [];

    /// <summary>The link in words: <c>hub role</c>.</summary>
    public string LinkName => Link switch
    {
        CredentialLink.DefaultChain => "default chain",
        CredentialLink.ManagedIdentity => "managed identity",
        CredentialLink.IdentityToken => "identity token",
        CredentialLink.HubRole => "hub role",
        CredentialLink.MemberRole => "member role",
        _ => Link.ToString(),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{LinkName}: {Message}{(Hints.Count == 0 ? "" : $" Look at: {string.Join("; ", Hints.Select(hint => hint.Text))}.")}";
}
