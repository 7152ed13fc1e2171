namespace FlowWatch.Functions.Http.Answers;

/// <summary>A target.</summary>
public sealed record TargetItem
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is watched.</summary>
    public required bool IsWatched { get; init; }

    /// <summary>What is wrong with it, where it is not watched.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The environment.</summary>
    public required string? Environment { get; init; }

    /// <summary>The AWS account.</summary>
    public required string? Account { get; init; }

    /// <summary>The AWS region.</summary>
    public required string? Region { get; init; }

    /// <summary>The log group; null where a folder is read.</summary>
    public required string? LogGroup { get; init; }

    /// <summary>The folder; null where a log group is read.</summary>
    public required string? Folder { get; init; }

    /// <summary>The VPCs that must be recorded; none means all.</summary>
    public required IReadOnlyList<string> VpcIds { get; init; }

    /// <summary>How far each check has come with it.</summary>
    public required IReadOnlyList<TargetProgress> Checks { get; init; }
}
