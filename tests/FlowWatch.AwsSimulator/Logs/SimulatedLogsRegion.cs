using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace FlowWatch.AwsSimulator.Logs;

/// <summary>CloudWatch Logs of one account in one region.</summary>
public sealed class SimulatedLogsRegion
{
    private readonly ConcurrentDictionary<string, SimulatedLogGroup> logGroups = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    internal SimulatedLogsRegion(string account, string region, TimeProvider time)
    {
        Account = account;
        Region = region;
        this.time = time;
    }

    /// <summary>The account, twelve digits.</summary>
    public string Account { get; }

    /// <summary>The region.</summary>
    public string Region { get; }

    /// <summary>The log groups, by name.</summary>
    public IReadOnlyList<SimulatedLogGroup> LogGroups => [.. logGroups.Values.OrderBy(group => group.Name, StringComparer.Ordinal)];

    /// <summary>Export tasks, in the order that DescribeExportTasks has them.</summary>
    public IList<SimulatedExportTask> ExportTasks { get; } = [];

    /// <summary>The saved queries.</summary>
    public IReadOnlyList<SimulatedQueryDefinition> QueryDefinitions => [.. Definitions.Values.OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    internal ConcurrentDictionary<string, SimulatedQueryDefinition> Definitions { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes a log group.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public SimulatedLogGroup AddLogGroup(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var group = new SimulatedLogGroup(name, Account, Region, time.GetUtcNow());
        return logGroups.TryAdd(name, group) ? group : throw new ArgumentException($"There is a log group {name} in {Account} {Region}.", nameof(name));
    }

    /// <summary>Removes a log group.</summary>
    public bool RemoveLogGroup(string name) => logGroups.TryRemove(name, out _);

    internal bool TryGetLogGroup(string name, [NotNullWhen(true)] out SimulatedLogGroup? group) => logGroups.TryGetValue(name, out group);
}
