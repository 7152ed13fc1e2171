using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;

namespace FlowWatch.Core.Dashboard;

/// <summary>The incidents of the targets that are shown.</summary>
public sealed record IncidentBoard
{
    /// <summary>Those that were asked for, what matters most first; at most <see cref="IncidentBoardReader.MostShown"/>.</summary>
    public required IReadOnlyList<Incident> Shown { get; init; }

    /// <summary>How many were asked for.</summary>
    public required int Matching { get; init; }

    /// <summary>How many are not over, by severity.</summary>
    public required IReadOnlyDictionary<Severity, int> Open { get; init; }

    /// <summary>How many of those nobody has taken on.</summary>
    public required int Unacknowledged { get; init; }

    /// <summary>How many are not over and should have been told to somebody, but their target names no topic for that.</summary>
    public required int WithoutTopic { get; init; }

    /// <summary>The sources of most open incidents.</summary>
    public required IReadOnlyList<SourceShare> Sources { get; init; }

    /// <summary>How many are not over.</summary>
    public int OpenCount => Open.Values.Sum();
}
