using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Sts;

/// <summary>Whether a token may be believed, with the errors that STS gives otherwise.</summary>
internal static class WebIdentityVerifier
{
    private const string Invalid = "InvalidIdentityToken";

    /// <summary>Verifies a token; what the role's trust policy says of its claims comes after.</summary>
    /// <exception cref="SimulatedServiceException">InvalidIdentityToken or ExpiredTokenException.</exception>
    public static (WebIdentityToken Token, RegisteredProvider Provider) Verify(
        WebIdentityToken? token, RegisteredProvider? provider, DateTimeOffset now)
    {
        if (token is not { Issuer: not null, Subject: not null, Audience: not null, Expiration: { } expiration })
        {
            throw new SimulatedServiceException(Invalid, "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }

        if (provider is null)
        {
            throw new SimulatedServiceException(Invalid, $"No OpenIDConnect provider found in your account for {token.Issuer}");
        }

        if (token.Algorithm != "RS256" || token.KeyId != provider.Provider.KeyId)
        {
            throw new SimulatedServiceException(Invalid,
                "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements");
        }

        if (!provider.Provider.Signed(token.SignedPart, token.Signature))
        {
            throw new SimulatedServiceException(Invalid, "Provided Token could not be verified: its signature is invalid");
        }

        var seconds = now.ToUnixTimeSeconds();
        if (seconds >= expiration)
        {
            throw new SimulatedServiceException("ExpiredTokenException",
                $"Token expired: current date/time {seconds} must be before the expiration date/time {expiration}");
        }

        return provider.Audiences.Contains(token.Audience)
            ? (token, provider)
            : throw new SimulatedServiceException(Invalid, "Incorrect token audience");
    }
}
