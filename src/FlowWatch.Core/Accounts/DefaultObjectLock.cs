namespace FlowWatch.Core.Accounts;

/// <summary>How new objects are locked: for days or for years, one of the two.</summary>
/// <param name="Mode">How strong the lock is.</param>
/// <param name="Days">For how many days.</param>
/// <param name="Years">For how many years.</param>
public sealed record DefaultObjectLock(ObjectLockMode Mode, int? Days, int? Years);
