using System.Collections.Frozen;
using FlowWatch.Core.Detections.BruteForce;
using FlowWatch.Core.Detections.HighConnectionCount;
using FlowWatch.Core.Detections.HighTrafficVolume;
using FlowWatch.Core.Detections.PortScan;
using FlowWatch.Core.Detections.SuspiciousPortAccess;

namespace FlowWatch.Core.Detections;

/// <summary>All detections. A new one is a folder like the others and one line here.</summary>
public sealed class DetectionCatalog
{
    private readonly FrozenDictionary<string, IDetection> byId;

    /// <summary>A catalog of these detections.</summary>
    /// <exception cref="ArgumentException">Two have the same id.</exception>
    public DetectionCatalog(IReadOnlyList<IDetection> detections)
    {
        All = detections;
        byId = detections.ToDictionary(detection => detection.Metadata.Id).ToFrozenDictionary();
    }

    /// <summary>The detections of the runbook.</summary>
    public static DetectionCatalog Default { get; } = new(
    [
        // Anomaly check
        new HighTrafficVolumeDetection(),
        new HighConnectionCountDetection(),
        // Security check
        new PortScanDetection(),
        new SuspiciousPortAccessDetection(),
        new BruteForceDetection(),
    ]);

    /// <summary>The detections, in the order they are listed.</summary>
    public IReadOnlyList<IDetection> All { get; }

    /// <summary>What each is, by id.</summary>
    public IReadOnlyDictionary<string, DetectionMetadata> Metadata => byId.ToDictionary(entry => entry.Key, entry => entry.Value.Metadata);

    /// <summary>The detection of that id, or null.</summary>
    public IDetection? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The detections of a check: <c>anomaly</c>, <c>security</c>, or <c>all</c>.</summary>
    public IReadOnlyList<IDetection> OfCheck(string check) =>
        check == "all" ? All : [.. All.Where(detection => detection.Metadata.Check == check)];

    /// <summary>What each detection can do with records that have these fields.</summary>
    public static DetectionCoverage CoverageOf(IDetection detection, IReadOnlySet<string> fields)
    {
        ArgumentNullException.ThrowIfNull(detection);
        var required = detection.RequiredFields.Where(field => !fields.Contains(field)).ToList();
        var helpful = detection.HelpfulFields.Where(field => !fields.Contains(field)).ToList();
        var level = required.Count > 0 ? CoverageLevel.None : helpful.Count > 0 ? CoverageLevel.Partial : CoverageLevel.Full;
        return new DetectionCoverage(detection.Metadata.Id, level, required, helpful);
    }
}
