using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Tuning;

/// <summary>A threshold that somebody thinks of.</summary>
/// <param name="Detection">Id of the detection.</param>
/// <param name="Setting">Name of the setting, camel case.</param>
/// <param name="Value">The value it would have, as text.</param>
public sealed record TuningCandidate(string Detection, string Setting, string Value)
{
    /// <summary>Reads <c>HIGH_TRAFFIC_VOLUME.bytes=5000000000</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it; null where nothing is.</param>
    /// <returns>The candidate in the setting's own spelling; null where something is wrong.</returns>
    public static TuningCandidate? Read(string text, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = null;
        if (text.Split('=', 2) is not [var name, var value] || name.Split('.', 2) is not [var detection, var setting])
        {
            problem = $"{Configuration.ShownValue.Quoted(text)} is not a threshold: DETECTION.setting=value";
            return null;
        }

        if (DetectionSettings.Change(new DetectionOptions(), detection.Trim(), setting.Trim(), value, out problem) is not { } change) return null;
        var spelled = change.Name.Split('.');
        return new TuningCandidate(spelled[0], spelled[1], DetectionSettings.List(change.Options).First(one => one.Detection == spelled[0] && one.Name == spelled[1]).Value);
    }
}
