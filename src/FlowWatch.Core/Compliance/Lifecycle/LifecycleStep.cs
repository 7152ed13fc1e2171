namespace FlowWatch.Core.Compliance.Lifecycle;

/// <summary>A move of an object to another class.</summary>
/// <param name="Day">Days after it was written.</param>
/// <param name="StorageClass">The class.</param>
/// <param name="Rule">Id of the rule.</param>
public sealed record LifecycleStep(int Day, string StorageClass, string Rule);
