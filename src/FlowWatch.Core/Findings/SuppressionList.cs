using System.Globalization;
using System.Net;

namespace FlowWatch.Core.Findings;

/// <summary>Applies suppressions to findings. An expired one no longer holds anything back, and says so.</summary>
/// <param name="suppressions">The allow-list.</param>
public sealed class SuppressionList(IReadOnlyList<Suppression> suppressions)
{
    /// <summary>Parts findings into open and suppressed ones.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="now">The time that decides what has expired.</param>
    /// <returns>Open findings, suppressed ones with the suppression, and warnings.</returns>
    public (IReadOnlyList<Finding> Open, IReadOnlyList<SuppressedFinding> Suppressed, IReadOnlyList<string> Warnings) Apply(
        IEnumerable<Finding> findings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var active = suppressions.Where(suppression => suppression.Expires > now).ToList();
        var open = new List<Finding>();
        var suppressed = new List<SuppressedFinding>();
        foreach (var finding in findings)
        {
            if (active.Find(suppression => Covers(suppression, finding)) is { } suppression) suppressed.Add(new SuppressedFinding(finding, suppression));
            else open.Add(finding);
        }

        var warnings = suppressions.Where(suppression => suppression.Expires <= now).Select(suppression => string.Create(CultureInfo.InvariantCulture,
            $"Suppression '{suppression.Name}' of {suppression.Owner} expired {suppression.Expires.UtcDateTime:yyyy-MM-dd HH:mm}Z and holds nothing back any more: renew it or remove it."));
        return (open, suppressed, [.. warnings]);
    }

    /// <summary>The first suppression that holds a finding back; null where none does.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="now">The time that decides what has expired.</param>
    public Suppression? Covering(Finding finding, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return suppressions.FirstOrDefault(suppression => suppression.Expires > now && Covers(suppression, finding));
    }

    private static bool Covers(Suppression suppression, Finding finding) =>
        (suppression.Detection is null || suppression.Detection == finding.Detection)
        && (suppression.Port is null || suppression.Port == finding.Port || OnlyTouched(finding, suppression.Port.Value))
        && (suppression.Source is null || Contains(suppression.Source.Value, finding.Source))
        && (suppression.Target is null || (finding.TargetCount > 0 && finding.TargetCount == finding.Targets.Count && finding.Targets.All(target => Contains(suppression.Target.Value, target))));

    // A finding without a port of its own is about the ports it lists; if there is only one, that is what it is about.
    private static bool OnlyTouched(Finding finding, int port) =>
        finding.Port is null && finding.Evidence.TopPorts is [{ } only] && only.Port == port;

    private static bool Contains(IPNetwork network, string address) => IPAddress.TryParse(address, out var parsed) && network.Contains(parsed);
}
