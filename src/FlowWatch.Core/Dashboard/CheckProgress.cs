namespace FlowWatch.Core.Dashboard;

/// <summary>How far a check has come with a target.</summary>
public sealed record CheckProgress
{
    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The check.</summary>
    public required string Check { get; init; }

    /// <summary>Up to when everything is judged; null before its first run.</summary>
    public required DateTimeOffset? Watermark { get; init; }

    /// <summary>Its windows from the first that is shown or waits, the oldest first; those that are due and not begun at the end.</summary>
    public required IReadOnlyList<ShownWindow> Windows { get; init; }

    /// <summary>How long a window may wait before that is an alarm.</summary>
    public required TimeSpan AlarmAge { get; init; }

    /// <summary>How many windows have waited for longer than is tolerated.</summary>
    public required int Aged { get; init; }

    /// <summary>How long ago the oldest window that is not judged ended; null where all are.</summary>
    public required TimeSpan? OldestUnjudged { get; init; }

    /// <summary>How many windows are not judged.</summary>
    public int Waiting => Windows.Count(window => !window.IsJudged);

    /// <summary>How it stands.</summary>
    public TargetLevel Level =>
        Windows.Any(window => window.State == WindowState.Failed) || Windows.LastOrDefault(window => window.IsJudged)?.State == WindowState.Partial ? TargetLevel.NotVerified
        : Aged > 0 ? TargetLevel.Late
        : Watermark is null ? TargetLevel.Waiting
        : TargetLevel.Watched;
}
