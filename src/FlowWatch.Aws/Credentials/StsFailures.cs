using Amazon.Runtime;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>
/// From an error of STS to the link that broke and the conditions to look at. STS tells little: a wrong audience, subject, external id or
/// session name, a missing role and a missing permission all read "not authorized", so all that could be meant is listed, with the value
/// that FlowWatch sends.
/// </summary>
internal static class StsFailures
{
    private const string Unreachable = "the way from this machine to STS: name resolution, proxy, firewall";

    /// <summary>What AssumeRoleWithWebIdentity did not like.</summary>
    /// <param name="error">What the SDK threw.</param>
    /// <param name="role">ARN of the hub role.</param>
    /// <param name="sessionName">Name of the session.</param>
    /// <param name="region">Whose STS was asked.</param>
    /// <param name="check">Knows issuer and audience.</param>
    /// <param name="subject">The token's <c>sub</c>.</param>
    public static CredentialFailure OfHubRole(Exception error, string role, string sessionName, string region, IdentityTokenCheck check, string? subject)
    {
        var prefix = check.Issuer["https://".Length..];
        CredentialHint provider = new(CredentialCondition.IdentityProvider, $"the hub account's OIDC identity provider, which must have the URL {check.Issuer} and the client id {check.Audience}");
        CredentialHint audience = new(CredentialCondition.Audience, $"the trust policy's StringEquals on {prefix}:aud, which must be '{check.Audience}'");
        CredentialHint[] hints = Code(error) switch
        {
            "InvalidIdentityToken" => [provider, audience],
            "IDPRejectedClaim" => [provider],
            "IDPCommunicationError" => [new(CredentialCondition.Network, $"whether AWS can reach {check.Issuer}.well-known/openid-configuration; it passes by itself as a rule")],
            "ExpiredTokenException" or "ExpiredToken" => [new(CredentialCondition.Lifetime, "the token's end and this machine's clock")],
            "AccessDenied" =>
            [
                new(CredentialCondition.Subject, $"the trust policy's StringEquals on {prefix}:sub, which must be '{subject ?? "the object id of the managed identity"}'"),
                audience,
                new(CredentialCondition.TrustedPrincipal, $"its principal, which must be Federated: arn:…:oidc-provider/{prefix}, with the action sts:AssumeRoleWithWebIdentity"),
                new(CredentialCondition.SessionName, $"its sts:RoleSessionName, if it has one, which must allow '{sessionName}'"),
                new(CredentialCondition.RoleName, $"whether the role {role} exists"),
            ],
            var code => Common(code, error, sessionName, region),
        };
        return Failure(CredentialLink.HubRole, error, role, hints);
    }

    /// <summary>What AssumeRole did not like.</summary>
    /// <param name="error">What the SDK threw.</param>
    /// <param name="role">ARN of the member account's role.</param>
    /// <param name="caller">Who assumes it: the ARN of the hub role; null where the SDK's own chain does.</param>
    /// <param name="externalId">Whether an external id is sent.</param>
    /// <param name="sessionName">Name of the session.</param>
    /// <param name="region">Whose STS was asked.</param>
    public static CredentialFailure OfMemberRole(Exception error, string role, string? caller, bool externalId, string sessionName, string region)
    {
        // The caller's own credentials could not be had: that link broke, not this one.
        if (error is CredentialException { Failure: var before }) return before;

        var who = caller ?? "whoever the AWS SDK's default chain logs in as";
        CredentialHint[] hints = Code(error) switch
        {
            "AccessDenied" =>
            [
                new(CredentialCondition.ExternalId, externalId
                    ? "the trust policy's StringEquals on sts:ExternalId, which must be the target's externalId to the letter"
                    : "the trust policy's sts:ExternalId: if it has one, the target needs an externalId, and this one has none"),
                new(CredentialCondition.TrustedPrincipal, $"the trust policy's principal, which must name {who} with the action sts:AssumeRole"),
                new(CredentialCondition.CallerPolicy, $"the permissions of {who}, which must allow sts:AssumeRole on {role}"),
                new(CredentialCondition.SessionName, $"its sts:RoleSessionName, if it has one, which must allow '{sessionName}'"),
                new(CredentialCondition.RoleName, $"whether the role {role} exists"),
            ],
            "ExpiredToken" or "ExpiredTokenException" or "InvalidClientTokenId" or "SignatureDoesNotMatch" or "RequestExpired" =>
            [
                new(CredentialCondition.Clock, "this machine's clock"),
                new(CredentialCondition.Settings, $"the credentials of {who}, which STS does not take"),
            ],
            var code => Common(code, error, sessionName, region),
        };
        return Failure(CredentialLink.MemberRole, error, role, hints);
    }

    private static CredentialHint[] Common(string code, Exception error, string sessionName, string region) => code switch
    {
        "RegionDisabledException" => [new(CredentialCondition.Region, $"whether STS is switched on in {region} (IAM, account settings); credentials.hubRegion names the region")],
        "ValidationError" when error.Message.Contains("DurationSeconds", StringComparison.OrdinalIgnoreCase) => [new(CredentialCondition.Duration, $"the role's longest session, which must be at least {RoleSessionLength.Seconds} seconds")],
        "ValidationError" => [new(CredentialCondition.RoleName, "the ARN in the settings"), new(CredentialCondition.SessionName, $"the session name '{sessionName}'")],
        _ when AwsFailures.From(error, "", "").Kind == FactFailureKind.Unavailable => [new(CredentialCondition.Network, Unreachable)],
        _ => [],
    };

    private static CredentialFailure Failure(CredentialLink link, Exception error, string role, CredentialHint[] hints)
    {
        var fact = AwsFailures.From(error, "", "");
        return new()
        {
            Link = link,
            Kind = fact.Kind is FactFailureKind.Throttled or FactFailureKind.Unavailable || Code(error) == "IDPCommunicationError" ? CredentialFailureKind.Unavailable : CredentialFailureKind.Refused,
            Message = $"{role} could not be assumed. {Sentence(fact.Message)}",
            Hints = hints,
        };
    }

    // STS names some codes with "Exception" behind them, some without.
    private static string Code(Exception error) => (error as AmazonServiceException)?.ErrorCode switch
    {
        null => "",
        "AccessDeniedException" => "AccessDenied",
        "InvalidIdentityTokenException" => "InvalidIdentityToken",
        "IDPRejectedClaimException" => "IDPRejectedClaim",
        "IDPCommunicationErrorException" => "IDPCommunicationError",
        var code => code,
    };

    private static string Sentence(string text) => text.EndsWith('.') ? text : $"{text}.";
}
