using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;

namespace FlowWatch.Functions.Tests;

/// <summary>Settings as tests need them.</summary>
internal static class Readings
{
    public static MonitoredTarget Target(string name, string? folder = null) =>
        new() { Name = name, Environment = "test", Account = "111111111111", Region = "eu-central-1", LogGroup = $"/aws/vpc/flowlogs/{name}", Folder = folder };

    public static SettingsReading Good(string state, params IReadOnlyList<MonitoredTarget> targets) => new()
    {
        Settings = new FlowWatchSettings { Targets = targets, State = new StateSettings { File = state } },
        Problems = [],
        Notes = [],
        Values = [],
        Targets = [.. targets.Select(target => new TargetReading(target.Name, target, []))],
    };

    /// <summary>Settings of the file <c>a.json</c>.</summary>
    public static SettingsReading Of(string json) => FlowWatchSettingsReader.Read(JsonSettings.Parse("a.json", json));
}
