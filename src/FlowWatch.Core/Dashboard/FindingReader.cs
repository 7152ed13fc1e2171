using System.Net;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Dashboard;

/// <summary>Gathers findings for the pages of a target and of an address.</summary>
/// <param name="findings">The findings.</param>
/// <param name="options">How time is cut.</param>
/// <param name="time">Tells the time.</param>
public sealed class FindingReader(FindingStore findings, CheckRunnerOptions options, TimeProvider time)
{
    /// <summary>How far back findings are looked at.</summary>
    public static readonly TimeSpan Range = TimeSpan.FromDays(1);

    private const int MostRead = 5000;
    private const int MostListed = 12;
    private const int MostAsked = 3;

    /// <summary>The findings of a target, the newest first; of each fingerprint the newest.</summary>
    /// <param name="target">The target.</param>
    /// <param name="take">How many at the most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<IReadOnlyList<Finding>> OfTargetAsync(string target, int take, CancellationToken cancellationToken)
    {
        var latest = new List<Finding>();
        foreach (var check in CheckRunnerOptions.Checks)
        {
            await foreach (var finding in findings.ListAsync(target, check, time.GetUtcNow() - Range, null, cancellationToken).ConfigureAwait(false)) latest.Add(finding);
        }

        return [.. Latest(latest).Take(take)];
    }

    /// <summary>What the findings of the last day tell of an address.</summary>
    /// <param name="address">The address, IPv4 or IPv6.</param>
    /// <param name="targets">The targets whose findings are looked at.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<AddressModel> OfAddressAsync(string address, IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var now = time.GetUtcNow();
        var canonical = IPAddress.Parse(address).ToString();
        var (source, other, read) = (new List<Finding>(), new List<Finding>(), 0);
        foreach (var (target, check) in targets.SelectMany(target => CheckRunnerOptions.Checks.Select(check => (target.Name, check))))
        {
            if (read >= MostRead) break;
            await foreach (var finding in findings.ListAsync(target, check, now - Range, null, cancellationToken).ConfigureAwait(false))
            {
                if (++read > MostRead) break;
                if (finding.Source == canonical) source.Add(finding);
                else if (finding.Targets.Contains(canonical) || finding.Evidence.TopPeers.Any(peer => peer.Address == canonical)) other.Add(finding);
            }
        }

        var started = Latest(source);
        return new AddressModel
        {
            Address = canonical,
            At = now,
            Range = new TimeWindow(now - Range, now),
            FlowWatchVersion = options.FlowWatchVersion,
            AsSource = [.. started.Take(MostListed)],
            AsTarget = [.. Latest(other).Take(MostListed)],
            // Different findings may count the same connections, so the largest count stands, never a sum.
            Ports = [.. started.SelectMany(finding => finding.Evidence.TopPorts).GroupBy(port => port.Port).Select(port => port.MaxBy(one => one.Connections)!).OrderByDescending(port => port.Connections).ThenBy(port => port.Port).Take(MostListed)],
            Peers = [.. started.SelectMany(finding => finding.Evidence.TopPeers).GroupBy(peer => peer.Address).Select(peer => peer.MaxBy(one => one.Connections)!).OrderByDescending(peer => peer.Connections).ThenBy(peer => peer.Address, StringComparer.Ordinal).Take(MostListed)],
            // Those whose findings name it, and where none does all, as far as there is room.
            Targets = [.. targets.OrderByDescending(target => source.Concat(other).Any(finding => finding.MonitoredTarget == target.Name)).Take(MostAsked).Select(target => (target.Name, target.Folder is not null))],
            IsCut = read > MostRead,
        };
    }

    private static List<Finding> Latest(IEnumerable<Finding> all) =>
        [.. all.GroupBy(finding => (finding.MonitoredTarget, finding.Fingerprint)).Select(same => same.MaxBy(finding => finding.Window.To)!).OrderByDescending(finding => finding.Window.To).ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal)];
}
