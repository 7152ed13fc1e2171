namespace FlowWatch.AwsSimulator.Identities;

/// <summary>Keys that requests are signed with.</summary>
/// <param name="AccessKeyId">The access key's id; <c>AKIA…</c> of a user, <c>ASIA…</c> of a session.</param>
/// <param name="SecretAccessKey">The secret.</param>
/// <param name="SessionToken">The token that goes with temporary keys; null for a user's.</param>
/// <param name="Expiration">When temporary keys end; null for a user's.</param>
public sealed record SimulatedCredentials(
    string AccessKeyId, string SecretAccessKey, string? SessionToken = null, DateTimeOffset? Expiration = null)
{
    /// <summary>The access key's id only: no secret in a log.</summary>
    public override string ToString() => AccessKeyId;
}
