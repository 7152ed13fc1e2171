using System.Text.Json;
using FlowWatch.Core.Runs;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>A run of a check over all targets.</summary>
public sealed record RunItem
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The check.</summary>
    public required string Check { get; init; }

    /// <summary>What started it: <c>timer</c>, <c>http</c>, <c>command</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary><c>running</c>, <c>succeeded</c>, <c>partial</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it began, or was asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs, or where its host was killed.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Targets it went through.</summary>
    public required int Targets { get; init; }

    /// <summary>Windows it judged.</summary>
    public required int WindowsJudged { get; init; }

    /// <summary>Of those, windows that late records had reopened.</summary>
    public required int WindowsRevised { get; init; }

    /// <summary>Windows it could not judge.</summary>
    public required int WindowsFailed { get; init; }

    /// <summary>Records it judged.</summary>
    public required long Records { get; init; }

    /// <summary>Findings it stored.</summary>
    public required int Findings { get; init; }

    /// <summary>Findings that suppressions held back.</summary>
    public required int Suppressed { get; init; }

    /// <summary>What is worth knowing and went well: suppressions that have expired since the run before.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>How many things it could not look at.</summary>
    public required int ProblemCount { get; init; }

    /// <summary>The first few of those.</summary>
    public required IReadOnlyList<RunProblem> Problems { get; init; }

    /// <summary>Id of the compliance report that it stored; null for other checks.</summary>
    public required string? Report { get; init; }

    /// <summary>W3C trace id.</summary>
    public required string? TraceId { get; init; }

    /// <summary>The words for how a run ended.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [.. Enum.GetValues<RunStatus>().Select(Word)];

    /// <summary>The run as it is remembered.</summary>
    public static RunItem Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunItem
        {
            Id = run.Id,
            Check = run.Check,
            Trigger = run.Trigger,
            Status = Word(run.Status),
            StartedAt = run.StartedAt,
            FinishedAt = run.FinishedAt,
            Targets = run.Targets,
            WindowsJudged = run.WindowsJudged,
            WindowsRevised = run.WindowsRevised,
            WindowsFailed = run.WindowsFailed,
            Records = run.Records,
            Findings = run.Findings,
            Suppressed = run.Suppressed,
            Notices = run.Notices,
            ProblemCount = run.ProblemCount,
            Problems = run.Problems,
            Report = run.Report,
            TraceId = run.TraceId,
        };
    }

    private static string Word(RunStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
