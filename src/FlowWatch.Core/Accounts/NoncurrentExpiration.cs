namespace FlowWatch.Core.Accounts;

/// <summary>When old versions are deleted.</summary>
/// <param name="Days">Days after a version became an old one; null where the rule names none.</param>
/// <param name="NewerVersions">How many of the newest old versions are kept; null for none.</param>
public sealed record NoncurrentExpiration(int? Days, int? NewerVersions);
