namespace FlowWatch.AwsSimulator.Identities;

/// <summary>An IAM user.</summary>
public sealed class SimulatedUser : SimulatedIdentity
{
    internal SimulatedUser(string arn, string uniqueId)
        : base(arn, uniqueId)
    {
    }
}
