namespace FlowWatch.AwsSimulator.Policies;

/// <summary>IAM's rule: a deny wins, then an allow, and otherwise it is not allowed.</summary>
internal static class PolicyEvaluator
{
    /// <summary>What policies say of a question together.</summary>
    public static PolicyDecision Decide(IEnumerable<PolicyDocument> policies, PolicyQuestion question)
    {
        var decision = PolicyDecision.NotAllowed;
        foreach (var statement in policies.SelectMany(policy => policy.Statements))
        {
            if (decision == PolicyDecision.Allowed && statement.Allows) continue;
            if (!statement.Applies(question)) continue;
            if (!statement.Allows) return PolicyDecision.ExplicitlyDenied;
            decision = PolicyDecision.Allowed;
        }

        return decision;
    }
}
