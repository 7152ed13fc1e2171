using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>Exchanges this process's identity token for a session of the hub role. No AWS key is involved.</summary>
/// <param name="tokens">Gives the identity token.</param>
/// <param name="check">Looks at it before AWS does.</param>
/// <param name="sts">The STS of the region; the call is not signed.</param>
/// <param name="region">That region.</param>
/// <param name="role">ARN of the hub role.</param>
/// <param name="sessionName">Name of the session.</param>
/// <param name="time">Tells the time.</param>
internal sealed class WebIdentitySessionSource(IIdentityTokenSource tokens, IdentityTokenCheck check, IAmazonSecurityTokenService sts, string region, string role, string sessionName, TimeProvider time) : IRoleSessionSource
{
    // Long enough for the call and its retries.
    private static readonly TimeSpan TooClose = TimeSpan.FromMinutes(2);

    public CredentialLink Link => CredentialLink.HubRole;

    public string Role => role;

    /// <summary>A token that AWS will take, as far as can be told here.</summary>
    public async Task<IdentityTokenAnswer> TokenAsync(CancellationToken cancellationToken)
    {
        var answer = await tokens.GetAsync(anew: false, cancellationToken).ConfigureAwait(false);
        if (answer.IsToken && answer.Token.Expires < time.GetUtcNow() + TooClose)
        {
            var second = await tokens.GetAsync(anew: true, cancellationToken).ConfigureAwait(false);

            // The platform may give the same one, or nothing: the first may still do.
            if (second.IsToken && second.Token.Expires > answer.Token.Expires) answer = second;
        }

        return answer.IsToken && check.Check(answer.Token) is { } failure ? failure : answer;
    }

    public async Task<RoleSessionAnswer> OpenAsync(CancellationToken cancellationToken)
    {
        var answer = await TokenAsync(cancellationToken).ConfigureAwait(false);
        if (!answer.IsToken) return answer.Failure;

        var asked = time.GetUtcNow();
        try
        {
            var request = new AssumeRoleWithWebIdentityRequest { RoleArn = role, RoleSessionName = sessionName, WebIdentityToken = answer.Token.Value, DurationSeconds = RoleSessionLength.Seconds };
            var response = await sts.AssumeRoleWithWebIdentityAsync(request, cancellationToken).ConfigureAwait(false);
            return new RoleSession(
                new ImmutableCredentials(response.Credentials.AccessKeyId, response.Credentials.SecretAccessKey, response.Credentials.SessionToken),
                RoleSessionLength.End(response.Credentials, asked),
                response.AssumedRoleUser.Arn);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return StsFailures.OfHubRole(error, role, sessionName, region, check, IdentityTokenCheck.Subject(answer.Token));
        }
    }
}
