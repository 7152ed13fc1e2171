using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Dashboard;

/// <summary>What flow logs in folders of this machine tell of the last hour. Log groups are not asked: AWS bills each question.</summary>
public sealed record FolderTraffic
{
    /// <summary>The time they were asked for.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>Who sent most bytes.</summary>
    public required IReadOnlyList<TalkerShare> Talkers { get; init; }

    /// <summary>Who was refused most often, by port.</summary>
    public required IReadOnlyList<TalkerShare> Rejected { get; init; }

    /// <summary>What could not be looked at, and why.</summary>
    public required IReadOnlyList<NotSeen> NotSeen { get; init; }
}
