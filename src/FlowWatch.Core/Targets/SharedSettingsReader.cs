using System.Net;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;

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

        return new ScanSettings { Detections = options, Suppressions = Suppressions(root, report) };
    }

    /// <summary>A target's settings: its networks and suppressions added to the shared ones, its thresholds laid over them. Only its own are recorded.</summary>
    public static ScanSettings Read(SettingSection target, ScanSettings shared, SettingReport report)
    {
        var detections = shared.Detections;
        if (Networks(target, null) is { } networks) detections = detections with { InternalNetworks = [.. detections.InternalNetworks.Union(networks)] };
        var (options, given) = ThresholdReader.Read(target, detections, report);
        foreach (var setting in DetectionSettings.List(options))
        {
            var name = $"{setting.Detection}.{setting.Name}";
            if (given.TryGetValue(name, out var origin)) report.Values.Add(new EffectiveSetting($"{target.Path}.detections.{name}", setting.Value, setting.Unit, origin));
        }

        return new ScanSettings { Detections = options, Suppressions = [.. shared.Suppressions, .. Suppressions(target, report)] };
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

    private static List<Findings.Suppression> Suppressions(SettingSection section, SettingReport report)
    {
        var suppressions = new List<Findings.Suppression>();
        foreach (var one in section.Groups("suppressions", "suppressions[]"))
        {
            var before = report.Problems.Count;
            var values = report.Values.Count;
            // Names that nobody knows were told before this, and spoil it as well.
            var suppression = SuppressionReader.Read(one);
            if (report.Problems.Count == before && !one.HasUnknown) suppressions.Add(suppression);
            // What a suppression does not ask for is no setting of it.
            for (var index = report.Values.Count - 1; index >= values; index--)
            {
                if (report.Values[index].Value is null) report.Values.RemoveAt(index);
            }
        }

        return suppressions;
    }
}
