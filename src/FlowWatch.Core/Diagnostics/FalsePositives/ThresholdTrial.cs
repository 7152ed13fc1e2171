using System.Globalization;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Diagnostics.FalsePositives;

/// <summary>
/// What would be left of what was found, were a threshold higher. It looks at stored findings only: a lower threshold would find more, which
/// nobody has stored, and it says so.
/// </summary>
internal static class ThresholdTrial
{
    private const int Most = 100;

    private static readonly DiagnosticParameter Detection = new()
    {
        Name = "detection", Kind = DiagnosticParameterKind.Choice, Words = [.. DetectionCatalog.Default.All.Select(one => one.Metadata.Id)], Description = "The detection.", IsRequired = true,
    };

    private static readonly DiagnosticParameter Count = new()
    {
        Name = "count", Kind = DiagnosticParameterKind.Text, Pattern = "[A-Za-z][A-Za-z0-9]{0,63}", Expected = "the name of a count such as distinctPorts", Description = "Which of its counts the threshold is for, as in the evidence of findings.", Default = "the first that has a threshold",
    };

    private static readonly DiagnosticParameter Threshold = new() { Name = "threshold", Kind = DiagnosticParameterKind.Number, Minimum = 0, Maximum = 1_000_000_000_000_000, Description = "The threshold to try: findings above it stay.", IsRequired = true };

    /// <summary>What may be filled in.</summary>
    public static IReadOnlyList<DiagnosticParameter> Parameters { get; } = [Detection, Count, Threshold];

    /// <summary>The tables.</summary>
    public static (IReadOnlyList<DiagnosticTable> Tables, IReadOnlyList<string> Notes) Judge(DiagnosticRequest request, IReadOnlyList<Finding> findings)
    {
        var (detection, threshold) = (request.Arguments.Text(Detection)!, request.Arguments.Number(Threshold)!.Value);
        var of = findings.Where(finding => finding.Detection == detection).ToList();
        var name = request.Arguments.Text(Count) ?? of.SelectMany(finding => finding.Evidence.Counts).FirstOrDefault(count => count.Threshold is not null)?.Name;
        var counted = of.Select(finding => (Finding: finding, Count: finding.Evidence.Counts.FirstOrDefault(count => count.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))).ToList();
        var known = counted.Where(one => one.Count is not null).Select(one => (one.Finding, Count: one.Count!)).ToList();
        var sources = known.GroupBy(one => one.Finding.Source).Select(source => (Source: source.Key, Stay: source.LongCount(one => one.Count.Value > threshold), Go: source.LongCount(one => one.Count.Value <= threshold), Highest: source.Max(one => one.Count.Value)))
            .OrderByDescending(source => source.Go).ThenBy(source => source.Source, StringComparer.Ordinal).Take(Most);
        var notes = new List<string>();
        if (name is null) notes.Add($"No finding of {detection} is stored for that time, so nothing tells what would change.");
        else if (known.Count < of.Count) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{of.Count - known.Count} of {of.Count} findings have no count {name} and are left out."));
        if (known.Exists(one => one.Count.Threshold > threshold)) notes.Add("The threshold is lower than one in force: it would find more than is stored, which does not show here.");
        var current = known.Select(one => one.Count.Threshold).OfType<long>().Distinct().Order().ToList();
        return (
            [
                new DiagnosticTable(
                    "trial", "With that threshold",
                    [new("detection", DiagnosticColumnKind.Text), new("count", DiagnosticColumnKind.Text), new("in-force", DiagnosticColumnKind.Text), new("threshold", DiagnosticColumnKind.Count), new("findings", DiagnosticColumnKind.Count), new("stay", DiagnosticColumnKind.Count), new("go", DiagnosticColumnKind.Count)],
                    name is null ? [] : [[detection, name, string.Join(", ", current), threshold, (long)known.Count, known.LongCount(one => one.Count.Value > threshold), known.LongCount(one => one.Count.Value <= threshold)]]),
                new DiagnosticTable(
                    "sources", "By source, most that go first",
                    [new("source", DiagnosticColumnKind.Text), new("stay", DiagnosticColumnKind.Count), new("go", DiagnosticColumnKind.Count), new("highest", DiagnosticColumnKind.Count)],
                    [.. sources.Select(source => (IReadOnlyList<object?>)[source.Source, source.Stay, source.Go, source.Highest])]),
            ],
            notes);
    }
}
