using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;

namespace FlowWatch.Core.Queries;

/// <summary>What an engine has read so far, and what it could not read.</summary>
public sealed record FlowEngineStatistics
{
    /// <summary>Files, or other parts of the input.</summary>
    public required long Files { get; init; }

    /// <summary>Their bytes as stored.</summary>
    public required long Bytes { get; init; }

    /// <summary>How often the input was read from its first to its last byte.</summary>
    public required int Scans { get; init; }

    /// <summary>Queries over what the scans kept.</summary>
    public required int Queries { get; init; }

    /// <summary>What asking a cloud service took; null where none was asked.</summary>
    public CloudQueryUsage? CloudUsage { get; init; }

    /// <summary>Results that a service cut off, so that what is counted in them may be too low. Each is a problem too.</summary>
    public int CutOffResults { get; init; }

    /// <summary>Why the first query that a service refused came to nothing; null where none was. It is a problem too.</summary>
    public FactFailure? Failure { get; init; }

    /// <summary>Queries that a service did not answer, so that what they would have told is missing; asking again may help. Each is a problem too.</summary>
    public int UnansweredQueries { get; init; }

    /// <summary>Lines and files that could not be read.</summary>
    public required long ProblemCount { get; init; }

    /// <summary>The first few of those.</summary>
    public required IReadOnlyList<InputProblem> Problems { get; init; }
}
