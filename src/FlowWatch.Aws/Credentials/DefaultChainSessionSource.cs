using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>
/// Whatever the AWS SDK finds on this machine: environment, web identity, profiles (also SSO and <c>aws login</c>), container, instance.
/// The SDK renews what it found, and looks again when the environment or the profiles change.
/// </summary>
/// <param name="find">Searches.</param>
/// <param name="time">Tells the time.</param>
internal sealed class DefaultChainSessionSource(Func<CancellationToken, Task<AWSCredentials>> find, TimeProvider time) : IRoleSessionSource
{
    // Keys without an end are asked for again all the same: they may have been replaced.
    private static readonly TimeSpan WithoutEnd = TimeSpan.FromHours(1);

    public CredentialLink Link => CredentialLink.DefaultChain;

    public string Role => "the AWS SDK's default chain";

    /// <summary>What the SDK's own search finds. The resolver lives as long as the process: it watches the profile files.</summary>
    public static DefaultChainSessionSource OfThisMachine(TimeProvider time)
    {
        var resolver = new DefaultAWSCredentialsIdentityResolver();
        return new DefaultChainSessionSource(cancellationToken => resolver.ResolveIdentityAsync(null, cancellationToken), time);
    }

    public async Task<RoleSessionAnswer> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var credentials = await find(cancellationToken).ConfigureAwait(false);
            var keys = await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return new RoleSession(keys, AwsTime.Utc(credentials.Expiration) ?? (time.GetUtcNow() + WithoutEnd), Role);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return Failure(error);
        }
    }

    private static CredentialFailure Failure(Exception error) => new()
    {
        Link = CredentialLink.DefaultChain,
        Kind = CredentialFailureKind.Invalid,
        Message = $"The AWS SDK found no credentials on this machine. {Sentence(AwsFailures.From(error, "", "").Message)}",
        Hints =
        [
            new(CredentialCondition.Settings, "the login: 'aws sso login', AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY; 'aws sts get-caller-identity' must work"),
            new(CredentialCondition.Settings, "credentials.mode in FlowWatch's settings, which is federated where FlowWatch runs with an Azure managed identity"),
        ],
    };

    private static string Sentence(string text) => text.EndsWith('.') ? text : $"{text}.";
}
