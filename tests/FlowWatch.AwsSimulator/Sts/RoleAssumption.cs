using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Sts;

/// <summary>Who may assume a role, and for how long.</summary>
internal sealed class RoleAssumption(IdentityRegistry identities)
{
    private const string Assume = "sts:AssumeRole";
    private const string AssumeWithWebIdentity = "sts:AssumeRoleWithWebIdentity";
    private static readonly TimeSpan ChainedLimit = TimeSpan.FromHours(1);

    /// <summary>A session for a principal that the role's trust policy names, with the principal's own permission where that is needed.</summary>
    /// <exception cref="SimulatedServiceException">AccessDenied or ValidationError.</exception>
    public IssuedKey ByPrincipal(SimulatedRequest request, SessionParameters parameters)
    {
        var caller = request.Principal;
        var role = identities.Role(parameters.RoleArn);
        // A role that is not there is refused like one that does not trust the caller: nobody may find out which roles there are.
        if (role is null || !Trusts(request, role, parameters))
        {
            throw request.Failure(CommonFailure.AccessDenied, $"User: {caller.Arn} is not authorized to perform: {Assume} on resource: {parameters.RoleArn}");
        }

        if (caller.IsSession && parameters.Duration > ChainedLimit)
        {
            throw new SimulatedServiceException("ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }

        return Issue(role, parameters);
    }

    /// <summary>A session for the bearer of a verified token, if the role's trust policy takes its audience and subject.</summary>
    /// <exception cref="SimulatedServiceException">AccessDenied or ValidationError.</exception>
    public IssuedKey ByWebIdentity(SimulatedRequest request, SessionParameters parameters, WebIdentityToken token, RegisteredProvider provider)
    {
        var name = provider.Provider.Name;
        var context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [name + ":aud"] = token.Audience!,
            [name + ":sub"] = token.Subject!,
            ["sts:RoleSessionName"] = parameters.SessionName,
        };
        var question = new PolicyQuestion(AssumeWithWebIdentity, parameters.RoleArn, context).To([new PolicyPrincipal("Federated", provider.Arn)]);
        var role = identities.Role(parameters.RoleArn);
        return role is not null && PolicyEvaluator.Decide([role.Trust], question) == PolicyDecision.Allowed
            ? Issue(role, parameters)
            : throw request.Failure(CommonFailure.AccessDenied, $"Not authorized to perform {AssumeWithWebIdentity}");
    }

    private static bool Trusts(SimulatedRequest request, SimulatedRole role, SessionParameters parameters)
    {
        var caller = request.Principal;
        var question = request.Question(Assume, role.Arn,
            new("sts:RoleSessionName", parameters.SessionName), new("sts:ExternalId", request.Form["ExternalId"]));
        var own = caller.Decide(question);
        if (own == PolicyDecision.ExplicitlyDenied || PolicyEvaluator.Decide([role.Trust], question.To(caller.Names())) != PolicyDecision.Allowed) return false;
        if (own == PolicyDecision.Allowed) return true;

        // Within an account, a trust policy that names the caller itself is enough; trust in the account leaves it to the caller's policies.
        var byName = question.To([.. caller.Names().Where(asker => !asker.Name.EndsWith(":root", StringComparison.Ordinal))]);
        return role.Account == caller.Account && PolicyEvaluator.Decide([role.Trust], byName) == PolicyDecision.Allowed;
    }

    private IssuedKey Issue(SimulatedRole role, SessionParameters parameters)
    {
        if (parameters.Duration > role.MaximumSession)
        {
            throw new SimulatedServiceException("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }

        return identities.IssueSession(role, parameters.SessionName, parameters.Duration, parameters.Policy);
    }
}
