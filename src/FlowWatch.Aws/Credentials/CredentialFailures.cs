using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>Failures of the chain that are no answer of AWS.</summary>
internal static class CredentialFailures
{
    /// <summary>Nobody answered in time.</summary>
    public static CredentialFailure NoAnswer(IRoleSessionSource source, TimeSpan waited) => new()
    {
        Link = source.Link,
        Kind = CredentialFailureKind.Unavailable,
        Message = $"{source.Role}: no answer within {waited.TotalSeconds:0} seconds.",
        Hints = [new(CredentialCondition.Network, "the way from this machine to the managed identity endpoint and to STS")],
    };

    /// <summary>STS gave a session that is already over by this machine's clock.</summary>
    public static CredentialFailure AlreadyEnded(IRoleSessionSource source, DateTimeOffset end, DateTimeOffset now) => new()
    {
        Link = source.Link,
        Kind = CredentialFailureKind.Invalid,
        Message = $"{source.Role}: STS gave a session that ends at {end:u}, which is past by this machine's clock.",
        Hints = [new(CredentialCondition.Clock, $"this machine's clock, which says {now:u} and is fast by an hour or more")],
    };

    /// <summary>A bug, or a case that is not known.</summary>
    public static CredentialFailure Unexpected(IRoleSessionSource source, Exception error) => new()
    {
        Link = source.Link,
        Kind = CredentialFailureKind.Unavailable,
        Message = $"{source.Role}: {error.GetType().Name}: {SecretFreeText.Of(error.Message)}",
    };
}
