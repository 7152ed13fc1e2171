using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Dashboard;

/// <summary>Gathers the incidents that the dashboard shows.</summary>
/// <param name="incidents">The incidents.</param>
public sealed class IncidentBoardReader(IncidentStore incidents)
{
    /// <summary>The most incidents that are listed.</summary>
    public const int MostShown = 25;

    private const int MostSources = 8;
    private const int AtOnce = 16;

    /// <summary>Gathers.</summary>
    /// <param name="targets">Names of the targets.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="range">The time shown: what was over before it is left out.</param>
    /// <param name="cancellationToken">Stops gathering.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<IncidentBoard> ReadAsync(IReadOnlyList<string> targets, DashboardFilter filter, TimeWindow range, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(range);
        var all = new List<Incident>[targets.Count];
        await Parallel.ForAsync(
            0,
            targets.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, stopping) => all[index] = await OfTargetAsync(targets[index], range, stopping).ConfigureAwait(false)).ConfigureAwait(false);
        var known = all.SelectMany(one => one).ToList();
        var open = known.Where(IsOpen).ToList();
        var matching = known.Where(incident => IsAskedFor(incident, filter)).ToList();
        return new IncidentBoard
        {
            Shown = [.. matching.OrderByDescending(IsOpen).ThenByDescending(incident => incident.Severity).ThenBy(incident => incident.Status == IncidentStatus.Acknowledged).ThenByDescending(incident => incident.LastSeen).ThenBy(incident => incident.Id, StringComparer.Ordinal).Take(MostShown)],
            Matching = matching.Count,
            Open = open.GroupBy(incident => incident.Severity).ToDictionary(same => same.Key, same => same.Count()),
            Unacknowledged = open.Count(incident => incident.Status != IncidentStatus.Acknowledged),
            WithoutTopic = open.Count(incident => incident.MissingTopics.Count > 0),
            Sources = [.. open.Where(incident => incident.Finding is not null).GroupBy(incident => incident.Finding!.Source)
                .Select(same => new SourceShare(same.Key, same.Count(), same.Max(incident => incident.Severity)))
                .OrderByDescending(source => source.Incidents).ThenByDescending(source => source.Severity).ThenBy(source => source.Source, StringComparer.Ordinal).Take(MostSources)],
        };
    }

    private async Task<List<Incident>> OfTargetAsync(string target, TimeWindow range, CancellationToken cancellationToken)
    {
        var kept = new List<Incident>();
        await foreach (var incident in incidents.ListAsync(target, null, cancellationToken).ConfigureAwait(false))
        {
            if (IsOpen(incident) || incident.ResolvedAt >= range.From) kept.Add(incident);
        }

        return kept;
    }

    private static bool IsOpen(Incident incident) => incident.Status != IncidentStatus.Resolved;

    private static bool IsAskedFor(Incident incident, DashboardFilter filter) =>
        (filter.LeastSeverity is not { } least || incident.Severity >= least) && filter.Status switch
        {
            "open" => IsOpen(incident),
            "unacknowledged" => IsOpen(incident) && incident.Status != IncidentStatus.Acknowledged,
            "acknowledged" => incident.Status == IncidentStatus.Acknowledged,
            "resolved" => !IsOpen(incident),
            _ => true,
        };
}
