using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Configuration;

/// <summary>What came of reading one target.</summary>
/// <param name="Name">Its name, or its path (<c>targets[2]</c>) where it has none of its own.</param>
/// <param name="Target">The target; null where it cannot be used.</param>
/// <param name="Problems">What is wrong with it; none where it can be used.</param>
public sealed record TargetReading(string Name, MonitoredTarget? Target, IReadOnlyList<ConfigurationProblem> Problems);
