using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>Exchanges credentials at hand for a session of a member account's role.</summary>
/// <param name="sts">The STS of the region; it signs with the credentials at hand.</param>
/// <param name="region">That region.</param>
/// <param name="role">ARN of the role.</param>
/// <param name="externalId">The external id that the role's trust policy asks for; null where it asks for none.</param>
/// <param name="caller">ARN of the role that the credentials at hand are of; null where the SDK's own chain gives them.</param>
/// <param name="sessionName">Name of the session.</param>
/// <param name="time">Tells the time.</param>
internal sealed class AssumeRoleSessionSource(IAmazonSecurityTokenService sts, string region, string role, string? externalId, string? caller, string sessionName, TimeProvider time) : IRoleSessionSource
{
    public CredentialLink Link => CredentialLink.MemberRole;

    public string Role => role;

    public async Task<RoleSessionAnswer> OpenAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        try
        {
            var request = new AssumeRoleRequest { RoleArn = role, RoleSessionName = sessionName, ExternalId = externalId, DurationSeconds = RoleSessionLength.Seconds };
            var response = await sts.AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false);
            return new RoleSession(
                new ImmutableCredentials(response.Credentials.AccessKeyId, response.Credentials.SecretAccessKey, response.Credentials.SessionToken),
                RoleSessionLength.End(response.Credentials, asked),
                response.AssumedRoleUser.Arn);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return StsFailures.OfMemberRole(error, role, caller, externalId is not null, sessionName, region);
        }
    }
}
