using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Identities;

/// <summary>A managed policy with one version, <c>v1</c>.</summary>
public sealed class SimulatedManagedPolicy
{
    internal SimulatedManagedPolicy(string arn, string uniqueId, string policy, DateTimeOffset created)
    {
        Arn = arn;
        UniqueId = uniqueId;
        Document = PolicyDocument.Parse(policy);
        Created = created;
    }

    /// <summary>The ARN; of a policy that AWS keeps, with <c>aws</c> for an account.</summary>
    public string Arn { get; }

    /// <summary>The name, without its path.</summary>
    public string Name => Arn[(Arn.LastIndexOf('/') + 1)..];

    /// <summary>The unique id, <c>ANPA…</c>.</summary>
    public string UniqueId { get; }

    /// <summary>When the policy was made.</summary>
    public DateTimeOffset Created { get; }

    internal PolicyDocument Document { get; }
}
