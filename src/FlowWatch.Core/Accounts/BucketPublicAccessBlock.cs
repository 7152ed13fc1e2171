namespace FlowWatch.Core.Accounts;

/// <summary>The four flags that keep public access out of a bucket; all four must be on. All are off where nothing is configured.</summary>
/// <param name="BlockPublicAcls">Refuses new public access control lists.</param>
/// <param name="IgnorePublicAcls">Takes no notice of public access control lists.</param>
/// <param name="BlockPublicPolicy">Refuses new public policies.</param>
/// <param name="RestrictPublicBuckets">Keeps all but AWS services and the owner's account out where the policy is public.</param>
public sealed record BucketPublicAccessBlock(bool BlockPublicAcls, bool IgnorePublicAcls, bool BlockPublicPolicy, bool RestrictPublicBuckets)
{
    /// <summary>Whether all four are on.</summary>
    public bool IsComplete => BlockPublicAcls && IgnorePublicAcls && BlockPublicPolicy && RestrictPublicBuckets;
}
