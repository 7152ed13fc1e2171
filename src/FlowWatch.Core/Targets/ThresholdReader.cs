using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Targets;

/// <summary>Reads thresholds: detection, setting, value.</summary>
internal static class ThresholdReader
{
    /// <summary>The thresholds of a section laid over others.</summary>
    /// <param name="section">Where <c>detections</c> stands.</param>
    /// <param name="options">The thresholds so far.</param>
    /// <param name="report">Where problems go.</param>
    /// <returns>The thresholds, and by detection and setting (<c>PORT_SCAN.distinctPorts</c>) where each that was given comes from.</returns>
    public static (DetectionOptions Options, IReadOnlyDictionary<string, SettingOrigin> Given) Read(SettingSection section, DetectionOptions options, SettingReport report)
    {
        var given = new Dictionary<string, SettingOrigin>();
        var path = SettingPath.Member(section.Path, "detections");
        if (section.Find("detections") is not { } detections || !section.IsGroup(detections, path)) return (options, given);
        foreach (var detection in detections.Children.Where(detection => section.IsGroup(detection, SettingPath.Member(path, detection.Name))).ToList())
        {
            foreach (var setting in detection.Children)
            {
                // JSON's null is a mistake here; an empty variable only takes back what the file says.
                if (setting.Kind == SettingNodeKind.Null && setting.Origin.Kind != SettingOriginKind.File) continue;
                if (DetectionSettings.Change(options, detection.Name, setting.Name, Text(setting), out var problem) is { } change)
                {
                    (options, given[change.Name]) = (change.Options, setting.Origin);
                }
                else
                {
                    report.Problems.Add(new ConfigurationProblem(SettingPath.Member(SettingPath.Member(path, detection.Name), setting.Name), setting.Origin, problem!));
                }
            }
        }

        return (options, given);
    }

    private static string Text(SettingNode setting) => setting.IsContainer
        ? string.Join(", ", setting.Items.Select(item => item.IsContainer ? "{…}" : item.Value))
        : setting.Value ?? "";
}
