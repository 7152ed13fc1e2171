using Amazon.Runtime;

namespace FlowWatch.Aws.Credentials;

/// <summary>A session of a role, as STS gave it. No record: its text must not hold the keys.</summary>
/// <param name="credentials">The keys and the session token.</param>
/// <param name="expires">When it ends.</param>
/// <param name="assumedRole">ARN of the session: <c>arn:aws:sts::111122223333:assumed-role/FlowWatchHub/flowwatch-production</c>.</param>
internal sealed class RoleSession(ImmutableCredentials credentials, DateTimeOffset expires, string assumedRole)
{
    public ImmutableCredentials Credentials { get; } = credentials;

    public DateTimeOffset Expires { get; } = expires;

    public string AssumedRole { get; } = assumedRole;

    /// <summary>The session's name and end; no keys.</summary>
    public override string ToString() => $"{AssumedRole} until {Expires:u}";
}
