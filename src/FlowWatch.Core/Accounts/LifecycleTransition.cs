namespace FlowWatch.Core.Accounts;

/// <summary>When objects move to another class: after days or at a date, one of the two.</summary>
/// <param name="StorageClass">The class, as AWS writes it: see <see cref="StorageClasses"/>.</param>
/// <param name="Days">Days after an object was written; 0 is allowed.</param>
/// <param name="Date">The day on which all objects move that are there.</param>
public sealed record LifecycleTransition(string StorageClass, int? Days, DateTimeOffset? Date);
