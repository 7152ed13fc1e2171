using System.Diagnostics.CodeAnalysis;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Credentials;

/// <summary>A session of a role, or where the chain to it broke.</summary>
internal sealed class RoleSessionAnswer
{
    private RoleSessionAnswer(RoleSession? session, CredentialFailure? failure)
    {
        Session = session;
        Failure = failure;
    }

    public RoleSession? Session { get; }

    public CredentialFailure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Session))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSession => Failure is null;

    public static implicit operator RoleSessionAnswer(RoleSession session) => new(session, null);

    public static implicit operator RoleSessionAnswer(CredentialFailure failure) => new(null, failure);
}
