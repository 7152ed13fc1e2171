namespace FlowWatch.Core.Diagnostics.FalsePositives;

/// <summary>The questions about what checks have found.</summary>
internal static class FindingsQuestions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FindingsQuestion> All { get; } =
    [
        new("alert-patterns", "Patterns of findings", "Who is found again and again, when, and which of those sources may be legitimate and why.", [], AlertPatterns.Judge),
        new("threshold-trial", "Try a threshold", "Which of the stored findings would stay and which would go with another threshold.", ThresholdTrial.Parameters, ThresholdTrial.Judge),
    ];
}
