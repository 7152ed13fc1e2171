using System.Net;

namespace FlowWatch.Core.Detections;

/// <summary>Thresholds for some sources, some times, or both.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Source">The sources it is for; null is for every source.</param>
/// <param name="Times">When it is in force; null is always.</param>
/// <param name="Changes">What it changes.</param>
public sealed record ThresholdRule(string Name, IPNetwork? Source, TimeOfWeek? Times, IReadOnlyList<ThresholdChange> Changes)
{
    /// <summary>Its name and what it is for: <c>'office' (source 10.0.0.0/16; Mon, Tue 08:00-18:00 Europe/Berlin)</c>.</summary>
    public override string ToString() =>
        $"'{Name}' ({string.Join("; ", new[] { Source is { } source ? $"source {source}" : null, Times?.ToString() }.OfType<string>())})";
}
