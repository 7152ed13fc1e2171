using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Checks;

/// <summary>What records are judged with: the settings of the detections, internal networks among them, and the allow-list.</summary>
public sealed record ScanSettings
{
    /// <summary>The settings of the detections.</summary>
    public DetectionOptions Detections { get; init; } = new();

    /// <summary>Thresholds for some sources and times, in the order they are laid over each other.</summary>
    public IReadOnlyList<ThresholdRule> Rules { get; init; } = [];

    /// <summary>The allow-list.</summary>
    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    /// <summary>Reads what files are scanned with from a settings file; everything else in it is checked too, but for its targets.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="json">Its content.</param>
    /// <param name="errors">Where errors go; when there are none the settings are good.</param>
    public static ScanSettings Parse(string file, string json, ICollection<string> errors) => Of(file, JsonSettings.Parse(file, json), errors);

    /// <summary>Reads what files are scanned with from a settings file; everything else in it is checked too, but for its targets.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="errors">Where errors go; when there are none the settings are good.</param>
    public static ScanSettings Parse(string file, ReadOnlySpan<byte> bytes, ICollection<string> errors) => Of(file, JsonSettings.Parse(file, bytes), errors);

    private static ScanSettings Of(string file, SettingsLayer layer, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var reading = FlowWatchSettingsReader.Read(layer);
        foreach (var problem in reading.Problems.Where(problem => problem.IsFatal)) errors.Add(problem.Path.Length == 0 ? $"{file}: {problem.Message}" : $"{file}: {problem.Path}: {problem.Message}");
        return reading.Settings?.Shared ?? new ScanSettings();
    }
}
