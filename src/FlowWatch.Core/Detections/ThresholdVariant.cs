using System.Net;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Detections;

/// <summary>The settings that are in force for some sources.</summary>
public sealed class ThresholdVariant
{
    private static readonly Dictionary<(string, string), string> Defaults = DetectionSettings.List(new DetectionOptions()).ToDictionary(setting => (setting.Detection, setting.Name), setting => setting.Value);

    private readonly IPNetwork? region;
    private readonly IReadOnlyList<IPNetwork> regions;
    private readonly IReadOnlyList<ThresholdRule> rules;
    private readonly IReadOnlyList<ThresholdRule> crossed;

    internal ThresholdVariant(DetectionOptions options, IPNetwork? region, IReadOnlyList<IPNetwork> regions, IReadOnlyList<ThresholdRule> rules, IReadOnlyList<ThresholdRule> crossed)
    {
        Options = options;
        this.region = region;
        this.regions = regions;
        this.rules = rules;
        this.crossed = crossed;
    }

    /// <summary>The settings.</summary>
    public DetectionOptions Options { get; }

    /// <summary>Whether they are in force for a source: the narrowest of the rules' networks that holds it decides.</summary>
    public bool Covers(string source)
    {
        if (regions.Count == 0) return true;
        var narrowest = IPAddress.TryParse(source, out var address) ? regions.Where(one => one.Contains(address)).Select(one => (IPNetwork?)one).MaxBy(one => one!.Value.PrefixLength) : null;
        return Nullable.Equals(narrowest, region);
    }

    /// <summary>The finding with a note on every threshold of its detection that is not the runbook's, and why.</summary>
    public Finding Explained(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var notes = new List<string>();
        foreach (var setting in DetectionSettings.List(Options).Where(setting => setting.Detection == finding.Detection))
        {
            var by = rules.LastOrDefault(rule => rule.Changes.Any(change => change.Detection == setting.Detection && change.Setting == setting.Name));
            if (by is null && setting.Value == Defaults[(setting.Detection, setting.Name)]) continue;
            notes.Add($"Threshold in force: {setting.Name} {setting.Value} (default {Defaults[(setting.Detection, setting.Name)]}), by {(by is null ? "the settings" : $"rule {by}")}.");
        }

        if (crossed.Count > 0) notes.Add($"The time that was judged crosses a boundary of {string.Join(" and ", crossed.Select(rule => $"rule '{rule.Name}'"))}; it was held against the thresholds of both sides.");
        return notes.Count == 0 ? finding : finding with { Evidence = finding.Evidence with { Notes = [.. finding.Evidence.Notes, .. notes] } };
    }
}
