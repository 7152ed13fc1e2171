using System.Diagnostics.CodeAnalysis;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Configuration;

/// <summary>What came of reading the configuration.</summary>
public sealed record SettingsReading
{
    /// <summary>The settings, with the targets that can be used; null where something that all share cannot be.</summary>
    public required FlowWatchSettings? Settings { get; init; }

    /// <summary>Everything that cannot be used, in the order it was read.</summary>
    public required IReadOnlyList<ConfigurationProblem> Problems { get; init; }

    /// <summary>What can be used and is worth a look.</summary>
    public required IReadOnlyList<ConfigurationProblem> Notes { get; init; }

    /// <summary>What is in force, defaults included: first what all share, then target by target. A target that cannot be used has none.</summary>
    public required IReadOnlyList<EffectiveSetting> Values { get; init; }

    /// <summary>All targets, in the order they were given, with those that cannot be used.</summary>
    public required IReadOnlyList<TargetReading> Targets { get; init; }

    /// <summary>Whether work can begin with what there is. Bad targets do not stand in the way of good ones.</summary>
    [MemberNotNullWhen(true, nameof(Settings))]
    public bool IsUsable => Settings is not null;
}
