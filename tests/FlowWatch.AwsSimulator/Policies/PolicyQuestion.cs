namespace FlowWatch.AwsSimulator.Policies;

/// <summary>What is asked of policies.</summary>
/// <param name="Action">The IAM action, such as <c>s3:ListBucket</c>.</param>
/// <param name="Resource">The ARN, or <c>*</c> for actions without a resource.</param>
/// <param name="Context">Values of condition keys; keys in any case.</param>
internal sealed record PolicyQuestion(string Action, string Resource, IReadOnlyDictionary<string, string> Context)
{
    /// <summary>Who asks, in the forms a Principal element may name them; empty for identity-based policies, which have none.</summary>
    public IReadOnlyList<PolicyPrincipal> Askers { get; init; } = [];

    /// <summary>Whether the policy's Principal element is to be looked at.</summary>
    public bool ByPrincipal { get; init; }

    /// <summary>The same question to a policy with a Principal element, that of a resource or of a role's trust.</summary>
    public PolicyQuestion To(IReadOnlyList<PolicyPrincipal> askers) => this with { ByPrincipal = true, Askers = askers };
}
