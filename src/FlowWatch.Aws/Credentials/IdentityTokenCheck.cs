using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>
/// Checks an identity token's claims before AWS does. AWS answers most mistakes with the same few words; here each has its own.
/// </summary>
/// <param name="tenantId">The Entra tenant, a GUID.</param>
/// <param name="audience">What the token must be for: <c>api://…</c>.</param>
/// <param name="time">Tells the time.</param>
internal sealed class IdentityTokenCheck(string tenantId, string audience, TimeProvider time)
{
    // Clocks differ; this is what Entra's own libraries allow.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>The issuer of the tenant's version 1 tokens; with its last slash, which belongs to it.</summary>
    public string Issuer { get; } = $"https://sts.windows.net/{tenantId}/";

    /// <summary>What the token must be for.</summary>
    public string Audience { get; } = audience;

    /// <summary>What is wrong with a token; null where nothing is.</summary>
    public CredentialFailure? Check(IdentityToken token)
    {
        if (IdentityTokenClaims.Read(token.Value) is not { } claims)
        {
            return Failure("What the managed identity gave is not a signed JSON Web Token, so AWS cannot read who it is for.", new CredentialHint(CredentialCondition.Audience, $"the Entra application with the identifier URI {Audience}, which the token is asked for"));
        }

        // A version 2 token differs in its issuer and audience too; all that follows from this one thing.
        if (claims.Text("ver") is var version && version != "1.0") return WrongVersion(version);

        List<(string Text, CredentialHint Hint)> problems = [];
        if (claims.Text("iss") != Issuer) problems.Add(Differs("iss", $"'{Issuer}'", claims.Text("iss"), new(CredentialCondition.Issuer, "credentials.tenantId in FlowWatch's settings, which must be the tenant that the managed identity is in")));
        if (claims.Text("aud") != Audience) problems.Add(Differs("aud", $"'{Audience}'", claims.Text("aud"), new(CredentialCondition.Audience, "credentials.audience in FlowWatch's settings and the identifier URI of the Entra application, which must be the same to the letter")));
        if (SubjectProblem(claims) is { } subject) problems.Add(subject);
        problems.AddRange(TimeProblems(claims));
        return problems.Count == 0 ? null : Failure($"The token would be refused by AWS: {string.Join("; ", problems.Select(problem => problem.Text))}.", [.. problems.Select(problem => problem.Hint)]);
    }

    /// <summary>Who a token is for and about, for people.</summary>
    public static string Describe(IdentityToken token) => IdentityTokenClaims.Read(token.Value) is { } claims
        ? $"iss {Shown(claims.Text("iss"))}, aud {Shown(claims.Text("aud"))}, sub {Shown(claims.Text("sub"))}"
        : "unreadable";

    /// <summary>The object id of the identity, which the hub role's trust policy must name; null where the token does not tell.</summary>
    public static string? Subject(IdentityToken token) => IdentityTokenClaims.Read(token.Value)?.Text("sub");

    private static (string Text, CredentialHint Hint)? SubjectProblem(IdentityTokenClaims claims)
    {
        var (subject, identity) = (claims.Text("sub"), claims.Text("oid"));
        CredentialHint hint = new(CredentialCondition.Subject, "the identity: its token must have the object id (a GUID) in both sub and oid, as the tokens of managed identities do; a user's or another application's token does not");
        if (!Guid.TryParseExact(identity, "D", out _)) return Differs("oid", "a GUID", identity, hint);
        return subject == identity ? null : Differs("sub", $"the same as oid, {Shown(identity)}", subject, hint);
    }

    private IEnumerable<(string Text, CredentialHint Hint)> TimeProblems(IdentityTokenClaims claims)
    {
        var now = time.GetUtcNow();
        CredentialHint clock = new(CredentialCondition.Clock, $"this machine's clock, which says {now:u}");
        if (claims.Time("exp") is not { } end) yield return Differs("exp", "a time", claims.Text("exp"), new(CredentialCondition.Lifetime, "the token itself"));
        else if (end <= now) yield return ($"claim exp: expected a time after now ({now:u}), but it is {end:u}", clock);
        if (claims.Time("nbf") is { } start && start > now + Skew) yield return ($"claim nbf: expected a time before now ({now:u}), but it is {start:u}", clock);
    }

    private CredentialFailure WrongVersion(string? version) => Failure(
        $"The token would be refused by AWS: claim ver: expected '1.0', but it is {Shown(version)}. In a version 2 token the audience is the application's client id and the issuer is another, and AWS answers 'Incorrect token audience'.",
        new CredentialHint(CredentialCondition.TokenVersion, $"the manifest of the Entra application {Audience}: requestedAccessTokenVersion (api.requestedAccessTokenVersion) must be null or 1"));

    private static (string Text, CredentialHint Hint) Differs(string claim, string expected, string? actual, CredentialHint hint) =>
        ($"claim {claim}: expected {expected}, but it is {Shown(actual)}", hint);

    private static string Shown(string? value) => value is null ? "missing" : $"'{SecretFreeText.Of(value)}'";

    private static CredentialFailure Failure(string message, params CredentialHint[] hints) =>
        new() { Link = CredentialLink.IdentityToken, Kind = CredentialFailureKind.Invalid, Message = message, Hints = hints };
}
