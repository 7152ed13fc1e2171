namespace FlowWatch.Core.Accounts;

/// <summary>Whether objects can be locked.</summary>
/// <param name="IsEnabled">Whether they can.</param>
/// <param name="Default">How new objects are locked that do not say it themselves; null where they are not.</param>
public sealed record BucketObjectLock(bool IsEnabled, DefaultObjectLock? Default);
