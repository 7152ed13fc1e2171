namespace FlowWatch.Core.Accounts;

/// <summary>Whether a bucket keeps old versions.</summary>
/// <param name="Status">Whether it does.</param>
/// <param name="NeedsMfaToDelete">Whether a version can be deleted only with a second factor.</param>
public sealed record BucketVersioning(BucketVersioningStatus Status, bool NeedsMfaToDelete);
