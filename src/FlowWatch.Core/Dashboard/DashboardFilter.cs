using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Dashboard;

/// <summary>What somebody who looks at the dashboard chose to see.</summary>
public sealed record DashboardFilter
{
    /// <summary>How often the page asks for itself anew unless told otherwise.</summary>
    public static readonly TimeSpan UsualRefresh = TimeSpan.FromMinutes(1);

    /// <summary>Only of this target; null shows all.</summary>
    public string? Target { get; init; }

    /// <summary>Only what is at least as severe; null shows all.</summary>
    public Severity? LeastSeverity { get; init; }

    /// <summary>Which incidents, as a word of <see cref="DashboardWords.Statuses"/>.</summary>
    public string Status { get; init; } = DashboardWords.Statuses[0];

    /// <summary>How far back, as a word of <see cref="DashboardWords.Ranges"/>; null takes the shortest that holds what there is.</summary>
    public string? Range { get; init; }

    /// <summary>How often the page asks for itself anew; null: not at all.</summary>
    public TimeSpan? Refresh { get; init; } = UsualRefresh;
}
