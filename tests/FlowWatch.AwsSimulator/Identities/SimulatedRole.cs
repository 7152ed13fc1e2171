using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Identities;

/// <summary>An IAM role.</summary>
public sealed class SimulatedRole : SimulatedIdentity
{
    private volatile PolicyDocument trust;

    internal SimulatedRole(string arn, string uniqueId, string trustPolicy, DateTimeOffset created)
        : base(arn, uniqueId)
    {
        trust = PolicyDocument.Parse(trustPolicy);
        Created = created;
    }

    /// <summary>When the role was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>The longest session that may be asked for, when the role is not chained; an hour by default.</summary>
    public TimeSpan MaximumSession { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Who may assume the role, as policy JSON.</summary>
    /// <exception cref="FormatException">Set to a policy that cannot be read.</exception>
    public string TrustPolicy
    {
        get => trust.Text;
        set => trust = PolicyDocument.Parse(value);
    }

    internal PolicyDocument Trust => trust;
}
