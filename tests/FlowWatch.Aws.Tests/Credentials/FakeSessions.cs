using Amazon.Runtime;
using FlowWatch.Aws.Credentials;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests.Credentials;

/// <summary>Opens sessions as a test says, one answer for each attempt.</summary>
internal sealed class FakeSessions : IRoleSessionSource
{
    private readonly Queue<Func<CancellationToken, Task<RoleSessionAnswer>>> answers = new();
    private int attempts;

    public CredentialLink Link => CredentialLink.MemberRole;

    public string Role => "arn:aws:iam::444455556666:role/FlowWatchReadOnly";

    public int Attempts => Volatile.Read(ref attempts);

    public void Answer(Func<CancellationToken, Task<RoleSessionAnswer>> answer) => answers.Enqueue(answer);

    public void Answer(RoleSessionAnswer answer) => Answer(_ => Task.FromResult(answer));

    public static RoleSession Session(string key, DateTimeOffset expires) => new(new ImmutableCredentials(key, "secret-of-" + key, "token-of-" + key), expires, "arn:aws:sts::444455556666:assumed-role/FlowWatchReadOnly/flowwatch-test");

    public static CredentialFailure Failure(string message) => new() { Link = CredentialLink.MemberRole, Kind = CredentialFailureKind.Refused, Message = message };

    public Task<RoleSessionAnswer> OpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref attempts);
        Func<CancellationToken, Task<RoleSessionAnswer>> answer;
        lock (answers) answer = answers.Dequeue();
        return answer(cancellationToken);
    }
}
