using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Diagnostics.FalsePositives;

/// <summary>What checks found at a target in a stretch of time.</summary>
internal static class StoredFindings
{
    /// <summary>Findings that are looked at, at the most.</summary>
    public const int Most = 20_000;

    /// <summary>The findings whose window began in it; and whether there are more than were read.</summary>
    public static async Task<(IReadOnlyList<Finding> Findings, bool IsCutOff)> ReadAsync(FindingStore store, string target, TimeWindow window, CancellationToken cancellationToken)
    {
        var found = new List<Finding>();
        foreach (var check in CheckRunnerOptions.Checks)
        {
            await foreach (var finding in store.ListAsync(target, check, window.From, window.To, cancellationToken).ConfigureAwait(false))
            {
                if (found.Count == Most) return (found, true);
                found.Add(finding);
            }
        }

        return (found, false);
    }
}
