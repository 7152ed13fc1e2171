using System.Text.Json.Serialization;

namespace FlowWatch.Core.Runs;

/// <summary>One run of a check over all targets, as it is remembered.</summary>
public sealed record RunRecord
{
    /// <summary>The most problems that are kept in full.</summary>
    public const int MaximumProblems = 50;

    /// <summary>Unique; begins with the time it started.</summary>
    public required string Id { get; init; }

    /// <summary>The check: <c>anomaly</c>, <c>security</c>.</summary>
    public required string Check { get; init; }

    /// <summary>What started it: <c>timer</c>, <c>http</c>, <c>command</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>How it ended.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
    public required RunStatus Status { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs, or when its host was killed.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Targets it went through.</summary>
    public int Targets { get; init; }

    /// <summary>Windows it judged.</summary>
    public int WindowsJudged { get; init; }

    /// <summary>Of those, windows that late records had reopened.</summary>
    public int WindowsRevised { get; init; }

    /// <summary>Windows it could not judge.</summary>
    public int WindowsFailed { get; init; }

    /// <summary>Records it judged.</summary>
    public long Records { get; init; }

    /// <summary>Findings it stored.</summary>
    public int Findings { get; init; }

    /// <summary>Findings that suppressions held back.</summary>
    public int Suppressed { get; init; }

    /// <summary>What is worth knowing and went well: suppressions that have expired since the run before.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>How many things it could not look at.</summary>
    public int ProblemCount { get; init; }

    /// <summary>The first few of those.</summary>
    public IReadOnlyList<RunProblem> Problems { get; init; } = [];

    /// <summary>Id of the compliance report that it stored; null for other checks.</summary>
    public string? Report { get; init; }

    /// <summary>W3C trace id of the run, the same in logs and alerts; null where nothing traced it.</summary>
    public string? TraceId { get; init; }
}
