using System.Net;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Suppressions;

namespace FlowWatch.Core.Targets;

/// <summary>Reads what targets share and may change for themselves: internal networks, thresholds, suppressions.</summary>
internal static class SharedSettingsReader
{
    /// <summary>The shared settings. All thresholds are recorded as being in force.</summary>
    public static ScanSettings Read(SettingSection root, SettingReport report)
    {
        var defaults = new ScanSettings();
        var detections = defaults.Detections;
        if (Networks(root, string.Join(", ", detections.InternalNetworks)) is { } networks) detections = detections with { InternalNetworks = networks };
        var (options, given) = ThresholdReader.Read(root, detections, report);
        foreach (var setting in DetectionSettings.List(options))
        {
            var name = $"{setting.Detection}.{setting.Name}";
            report.Values.Add(new EffectiveSetting($"detections.{name}", setting.Value, setting.Unit, given.GetValueOrDefault(name, SettingOrigin.Default)));
        }

        return new ScanSettings { Detections = options, Rules = Rules(root, report), Suppressions = Suppressions(root, null, report) };
    }

    /// <summary>A target's settings: its networks and suppressions added to the shared ones, its thresholds laid over them. Only its own are recorded.</summary>
    /// <param name="target">The target's section.</param>
    /// <param name="name">The target's name; null where it has none that is good.</param>
    /// <param name="shared">What all targets share.</param>
    /// <param name="report">Where problems and values go.</param>
    public static ScanSettings Read(SettingSection target, string? name, ScanSettings shared, SettingReport report)
    {
        var detections = shared.Detections;
        if (Networks(target, null) is { } networks) detections = detections with { InternalNetworks = [.. detections.InternalNetworks.Union(networks)] };
        var (options, given) = ThresholdReader.Read(target, detections, report);
        foreach (var setting in DetectionSettings.List(options))
        {
            var path = $"{setting.Detection}.{setting.Name}";
            if (given.TryGetValue(path, out var origin)) report.Values.Add(new EffectiveSetting($"{target.Path}.detections.{path}", setting.Value, setting.Unit, origin));
        }

        return new ScanSettings { Detections = options, Rules = [.. shared.Rules, .. Rules(target, report)], Suppressions = [.. shared.Suppressions, .. Suppressions(target, name, report)] };
    }

    private static List<IPNetwork>? Networks(SettingSection section, string? fallback)
    {
        if (section.Texts("internalNetworks", fallback) is not { } texts) return null;
        var networks = new List<IPNetwork>();
        foreach (var text in texts)
        {
            if (NetworkText.Parse(text.Text) is { } network) networks.Add(network);
            else section.Problem(text, NetworkText.Wrong(text.Text));
        }

        return networks;
    }

    private static List<ThresholdRule> Rules(SettingSection section, SettingReport report)
    {
        var rules = new List<ThresholdRule>();
        foreach (var one in section.Groups("thresholdRules", "thresholdRules[]"))
        {
            var values = report.Values.Count;
            if (ThresholdRuleReader.Read(one, report) is { } rule) rules.Add(rule);
            RemoveNotGiven(report, values);
        }

        return rules;
    }

    // What a rule or suppression does not ask for is no setting of it.
    private static void RemoveNotGiven(SettingReport report, int from)
    {
        for (var index = report.Values.Count - 1; index >= from; index--)
        {
            if (report.Values[index].Value is null) report.Values.RemoveAt(index);
        }
    }

    private static List<Findings.Suppression> Suppressions(SettingSection section, string? target, SettingReport report)
    {
        var suppressions = new List<Findings.Suppression>();
        foreach (var one in section.Groups("suppressions", "suppressions[]"))
        {
            var before = report.Problems.Count;
            var values = report.Values.Count;
            // Names that nobody knows were told before this, and spoil it as well.
            var suppression = SuppressionReader.Read(one);
            if (report.Problems.Count == before && !one.HasUnknown)
            {
                if (suppressions.Exists(other => other.Name == suppression.Name)) one.Note("name", $"'{ShownValue.Plain(suppression.Name)}' is also the name of another one here: their hits are counted as one");
                foreach (var reason in SuppressionBreadth.Reasons(suppression, null)) one.Note("", $"covers very much: {reason}");
                suppressions.Add(suppression with { Id = SuppressionId.OfConfiguration(target, suppression.Name), MonitoredTarget = target });
            }

            RemoveNotGiven(report, values);
        }

        return suppressions;
    }
}
