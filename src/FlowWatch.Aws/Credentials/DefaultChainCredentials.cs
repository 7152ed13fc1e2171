using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>
/// Whatever the AWS SDK finds on this machine: environment, web identity, profiles (also SSO and <c>aws login</c>), container, instance.
/// The SDK looks again when the environment or the profiles change, and renews what it found. A search that finds nothing takes
/// seconds, so its failure is believed for a while.
/// </summary>
/// <param name="find">Searches; the SDK's own search in production.</param>
/// <param name="time">Tells the time.</param>
internal sealed class DefaultChainCredentials(Func<CancellationToken, Task<AWSCredentials>> find, TimeProvider time) : AWSCredentials
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private CredentialFailure? failure;
    private DateTimeOffset failed;

    /// <summary>What the SDK's own search finds. The resolver lives as long as the process: it watches the profile files.</summary>
    public static DefaultChainCredentials OfThisMachine(TimeProvider time)
    {
        var resolver = new DefaultAWSCredentialsIdentityResolver();
        return new DefaultChainCredentials(cancellationToken => resolver.ResolveIdentityAsync(null, cancellationToken), time);
    }

    /// <summary>Credentials, or why there are none.</summary>
    /// <exception cref="CredentialException">Nothing was found.</exception>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        lock (gate)
        {
            if (failure is not null && time.GetUtcNow() < failed + RenewingCredentials.Pause) throw new CredentialException(failure);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var credentials = await find(patience.Token).ConfigureAwait(false);
            var keys = await credentials.GetCredentialsAsync().ConfigureAwait(false);
            lock (gate) failure = null;
            return keys;
        }
        catch (Exception error)
        {
            var found = Failure(error);
            lock (gate) (failure, failed) = (found, time.GetUtcNow());
            throw new CredentialException(found);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="CredentialException">Nothing was found.</exception>
    public override ImmutableCredentials GetCredentials() => Task.Run(GetCredentialsAsync).GetAwaiter().GetResult();

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
