using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Identities;

/// <summary>One who asks: a user, or a session of a role.</summary>
/// <param name="Arn">As GetCallerIdentity says it: <c>arn:aws:iam::…:user/…</c> or <c>arn:aws:sts::…:assumed-role/ROLE/SESSION</c>.</param>
/// <param name="UserId">The unique id; of a session, with its name.</param>
/// <param name="Identity">The user or the role.</param>
/// <param name="IsSession">Whether the keys are temporary.</param>
internal sealed record SimulatedPrincipal(string Arn, string UserId, SimulatedIdentity Identity, bool IsSession)
{
    /// <summary>The account, twelve digits.</summary>
    public string Account => Identity.Account;

    /// <summary>The policy given along when the role was assumed; null for none.</summary>
    public PolicyDocument? SessionPolicy { get; init; }

    /// <summary>What the principal's own policies say: the identity's, narrowed by the session's.</summary>
    public PolicyDecision Decide(PolicyQuestion question)
    {
        var decision = PolicyEvaluator.Decide(Identity.Policies(), question);
        return decision == PolicyDecision.Allowed && SessionPolicy is not null
            ? PolicyEvaluator.Decide([SessionPolicy], question)
            : decision;
    }

    /// <summary>The names under which a resource's policy may know the principal.</summary>
    public IReadOnlyList<PolicyPrincipal> Names() =>
    [
        new("AWS", Arn), new("AWS", Identity.Arn), new("AWS", $"arn:aws:iam::{Account}:root"),
    ];

    /// <summary>The values of condition keys that tell of the principal.</summary>
    public IEnumerable<KeyValuePair<string, string>> Context() =>
    [
        new("aws:PrincipalArn", Identity.Arn),
        new("aws:PrincipalAccount", Account),
        new("aws:userid", UserId),
    ];
}
