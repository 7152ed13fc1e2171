using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance;

/// <summary>What a control is, for people: kept as data beside its logic (<c>{Name}.control.json</c>).</summary>
public sealed record ControlMetadata
{
    /// <summary>Stable id, short kebab words: <c>flow-log-active</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Raised with every change of what it judges.</summary>
    public required int Version { get; init; }

    /// <summary>A few words: <c>Flow logs are active</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The requirements it proves a part of: <c>13.16</c>; each is in <see cref="RequirementMap"/>.</summary>
    public required IReadOnlyList<string> Requirements { get; init; }

    /// <summary>How much a failure matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What must be, in one sentence.</summary>
    public required string Expectation { get; init; }

    /// <summary>What goes wrong where it is not so.</summary>
    public required string Risk { get; init; }

    /// <summary>What looks as if it were so and is not: what a simpler check passes.</summary>
    public required string Trap { get; init; }

    /// <summary>How to put it right.</summary>
    public required ControlRemediation Remediation { get; init; }

    /// <summary>The page of the AWS documentation, or the section of the runbook, that it stands on.</summary>
    public required string Documentation { get; init; }
}
