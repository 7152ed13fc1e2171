using Amazon.Runtime;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>
/// No credentials for a call: what the AWS SDK sees when the chain is broken, for its interface has no other way to say so. Whoever
/// makes the call turns it back into a value.
/// </summary>
/// <param name="failure">Where the chain broke.</param>
public sealed class CredentialException(CredentialFailure failure) : AmazonClientException(failure.ToString())
{
    /// <summary>Where the chain broke, why, and what to look at.</summary>
    public CredentialFailure Failure { get; } = failure;
}
