namespace FlowWatch.Core.Accounts;

/// <summary>An IAM role.</summary>
public sealed record RoleDetails
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its name, without path.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made; null where AWS does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Its trust policy: who may assume it.</summary>
    public required Fact<PolicyDocument> Trust { get; init; }

    /// <summary>The policies that are part of it, ordered by name.</summary>
    public required Fact<IReadOnlyList<RolePolicy>> InlinePolicies { get; init; }

    /// <summary>The managed policies attached to it, in the version that is in force, ordered by ARN.</summary>
    public required Fact<IReadOnlyList<RolePolicy>> AttachedPolicies { get; init; }

    /// <summary>The policy that bounds what the others may allow; null where there is none.</summary>
    public RolePolicy? PermissionsBoundary { get; init; }
}
