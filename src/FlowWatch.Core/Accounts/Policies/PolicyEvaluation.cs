namespace FlowWatch.Core.Accounts.Policies;

/// <summary>
/// Judges what policies say of an action, as IAM does: a Deny wins, then an Allow, and what is not allowed is refused. Policies of the
/// organization and of sessions are not seen from here.
/// </summary>
public static class PolicyEvaluation
{
    /// <summary>What the policies of a role together say of an action on a resource.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="action">The action: <c>logs:PutLogEvents</c>.</param>
    /// <param name="resource">The ARN it is done to.</param>
    /// <param name="context">What condition keys stand for.</param>
    public static PolicyVerdict Of(IEnumerable<PolicyDocument> policies, string action, string resource, IReadOnlyDictionary<string, string> context)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return Of(policies.Select(PolicyStatement.Read), statement => statement.CoversAction(action) && statement.CoversResource(resource), context);
    }

    /// <summary>Whether a trust policy lets a service of AWS assume the role it belongs to.</summary>
    /// <param name="trust">The trust policy.</param>
    /// <param name="service">The service: <c>vpc-flow-logs.amazonaws.com</c>.</param>
    /// <param name="context">What condition keys stand for.</param>
    public static PolicyVerdict OfTrust(PolicyDocument trust, string service, IReadOnlyDictionary<string, string> context)
    {
        ArgumentNullException.ThrowIfNull(trust);
        return Of([PolicyStatement.Read(trust)], statement => statement.CoversAction("sts:AssumeRole") && IsAbout(statement, service), context);
    }

    private static bool IsAbout(PolicyStatement statement, string service)
    {
        // "*" among principals of AWS are accounts and their users, not services.
        var isNamed = statement.Principals.Any(principal => (principal.Type == "Service" && principal.Value == service) || (principal.Type == "*" && principal.Value == "*"));
        return isNamed != statement.ExcludesPrincipals;
    }

    private static PolicyVerdict Of(IEnumerable<IReadOnlyList<PolicyStatement>?> policies, Func<PolicyStatement, bool> isAbout, IReadOnlyDictionary<string, string> context)
    {
        var read = policies.ToList();
        var about = read.Where(statements => statements is not null).SelectMany(statements => statements!).Where(isAbout).Select(statement => (statement.IsDeny, Holds: Holds(statement, context))).ToList();
        if (about.Exists(one => one is { IsDeny: true, Holds: true })) return PolicyVerdict.Denied;
        // What is not understood might deny, and what cannot be told might too.
        if (read.Contains(null) || about.Exists(one => one is { IsDeny: true, Holds: null })) return PolicyVerdict.Undecided;
        if (about.Exists(one => one is { IsDeny: false, Holds: true })) return PolicyVerdict.Allowed;
        return about.Exists(one => one is { IsDeny: false, Holds: null }) ? PolicyVerdict.Undecided : PolicyVerdict.NotAllowed;
    }

    private static bool? Holds(PolicyStatement statement, IReadOnlyDictionary<string, string> context)
    {
        var conditions = statement.Conditions.Select(condition => condition.Holds(context)).ToList();
        return conditions.Contains(false) ? false : conditions.Contains(null) ? null : true;
    }
}
