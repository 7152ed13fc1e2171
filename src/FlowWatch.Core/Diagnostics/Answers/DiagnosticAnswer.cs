using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Diagnostics.Answers;

/// <summary>The answer to a question.</summary>
public sealed record DiagnosticAnswer
{
    /// <summary>Version of the JSON shape; a major step breaks readers.</summary>
    public const string CurrentSchemaVersion = "1.0";

    /// <summary>Id of the question.</summary>
    public required string Question { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What was asked: the name of a target, or files.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>The time it is about; null for everything there is, and where time does not matter.</summary>
    public required TimeWindow? Window { get; init; }

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<DiagnosticTable> Tables { get; init; } = [];

    /// <summary>What a reader should know about it, each a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What could not be looked at, and why. As loud as anything that was found: what is missing here may be the answer.</summary>
    public IReadOnlyList<string> NotVerified { get; init; } = [];

    /// <summary>What reading flow logs took; null where none were read.</summary>
    public FlowEngineStatistics? Statistics { get; init; }

    /// <summary>The queries that were, or would be, asked.</summary>
    public IReadOnlyList<DiagnosticText> Queries { get; init; } = [];
}
