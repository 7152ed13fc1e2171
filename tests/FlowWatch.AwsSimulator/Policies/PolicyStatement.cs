namespace FlowWatch.AwsSimulator.Policies;

/// <summary>One statement of a policy.</summary>
internal sealed record PolicyStatement
{
    /// <summary>Whether it allows; otherwise it denies.</summary>
    public required bool Allows { get; init; }

    /// <summary>The actions it is about, with wildcards.</summary>
    public required PolicyList Actions { get; init; }

    /// <summary>The resources it is about; null in a trust policy.</summary>
    public required PolicyList? Resources { get; init; }

    /// <summary>Whom it is about; null in an identity-based policy.</summary>
    public required IReadOnlyList<PolicyPrincipal>? Principals { get; init; }

    /// <summary>Whether it is about everyone but its principals.</summary>
    public required bool ExceptPrincipals { get; init; }

    /// <summary>All must hold.</summary>
    public required IReadOnlyList<PolicyCondition> Conditions { get; init; }

    /// <summary>Whether the statement is about a question.</summary>
    public bool Applies(PolicyQuestion question) =>
        Actions.Covers(question.Action, StringComparison.OrdinalIgnoreCase)
        && (Resources is null || Resources.Covers(question.Resource, StringComparison.Ordinal))
        && (!question.ByPrincipal || AppliesTo(question.Askers))
        && Conditions.All(condition => condition.Holds(question.Context));

    private bool AppliesTo(IReadOnlyList<PolicyPrincipal> askers)
    {
        if (Principals is null) return false;
        var named = Principals.Any(principal => askers.Any(asker =>
            (principal.Type == "*" || principal.Type == asker.Type) && (principal.Name == "*" || principal.Name == asker.Name)));
        return named != ExceptPrincipals;
    }
}
