namespace FlowWatch.Core.Accounts;

/// <summary>The temporary copy of an archived object.</summary>
/// <param name="IsInProgress">Whether it is still being made; the object cannot be read yet.</param>
/// <param name="AvailableUntil">When it goes away again; null while it is being made.</param>
public sealed record ObjectRestore(bool IsInProgress, DateTimeOffset? AvailableUntil);
