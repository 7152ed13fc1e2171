namespace FlowWatch.Core.Accounts;

/// <summary>A token that tells another cloud who this process is. It is a secret while it lives.</summary>
/// <param name="value">The token as it is sent: a signed JSON Web Token.</param>
/// <param name="expires">When it stops being valid, as its giver says.</param>
public sealed class IdentityToken(string value, DateTimeOffset expires)
{
    /// <summary>The token as it is sent. Never to be logged or shown.</summary>
    public string Value { get; } = value;

    /// <summary>When it stops being valid.</summary>
    public DateTimeOffset Expires { get; } = expires;

    /// <summary>When it expires; not the token.</summary>
    public override string ToString() => $"identity token until {Expires:u}";
}
