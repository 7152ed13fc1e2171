namespace FlowWatch.Core.Accounts;

/// <summary>When old versions move to another class.</summary>
/// <param name="StorageClass">The class, as AWS writes it: see <see cref="StorageClasses"/>.</param>
/// <param name="Days">Days after a version became an old one; null where the rule names none.</param>
/// <param name="NewerVersions">How many of the newest old versions stay where they are; null for none.</param>
public sealed record NoncurrentTransition(string StorageClass, int? Days, int? NewerVersions);
