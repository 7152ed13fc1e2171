namespace FlowWatch.Core.Dashboard;

/// <summary>How it stands with a target.</summary>
public sealed record TargetHealth
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How it stands with watching it.</summary>
    public required TargetLevel Level { get; init; }

    /// <summary>Environment, account and region; null where its settings cannot be used.</summary>
    public required string? Place { get; init; }

    /// <summary>The log group or the folder; null where its settings cannot be used.</summary>
    public required string? Source { get; init; }

    /// <summary>Whether its flow logs lie in a folder, so that asking them costs nothing.</summary>
    public required bool IsFolder { get; init; }

    /// <summary>How far each check has come.</summary>
    public required IReadOnlyList<CheckProgress> Checks { get; init; }

    /// <summary>What is wrong, each a sentence.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
