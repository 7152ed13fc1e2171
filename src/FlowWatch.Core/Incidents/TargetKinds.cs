using System.Net;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Incidents;

/// <summary>What kinds of target a finding names: inside or on the internet, and the service it is about. A kind that was not there before is news; one more address of a kind is not.</summary>
public static class TargetKinds
{
    /// <summary>The kinds, at most three.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="internalNetworks">Networks that are not the internet.</param>
    public static IReadOnlyList<string> Of(Finding finding, IReadOnlyList<IPNetwork> internalNetworks)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(internalNetworks);
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var address in finding.Targets)
        {
            if (IPAddress.TryParse(address, out var parsed)) kinds.Add(internalNetworks.Any(network => network.Contains(parsed)) ? "internal" : "internet");
        }

        if (finding.Port is { } port) kinds.Add(FormattableString.Invariant($"port {port}"));
        return [.. kinds];
    }
}
