using System.Globalization;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Diagnostics.FalsePositives;

/// <summary>Who is found again and again, and who of those may well be legitimate. It suggests; it suppresses nothing.</summary>
internal static class AlertPatterns
{
    // A pattern needs a few days; two may be chance.
    private const int FewestDays = 3;

    // Of the days with a finding, so many in the same hour make a schedule.
    private const double SameHour = 0.8;

    private const int Most = 100;

    private static readonly IReadOnlyList<DiagnosticColumn> PatternColumns =
    [
        new("source", DiagnosticColumnKind.Text), new("detection", DiagnosticColumnKind.Text), new("findings", DiagnosticColumnKind.Count), new("days", DiagnosticColumnKind.Count), new("severity", DiagnosticColumnKind.Text),
        new("usual-hour", DiagnosticColumnKind.Text), new("first-seen", DiagnosticColumnKind.Instant), new("last-seen", DiagnosticColumnKind.Instant),
    ];

    private static readonly IReadOnlyList<DiagnosticColumn> LikelyColumns = [new("source", DiagnosticColumnKind.Text), new("detection", DiagnosticColumnKind.Text), new("reason", DiagnosticColumnKind.Text), new("suggestion", DiagnosticColumnKind.Text)];

    /// <summary>The tables.</summary>
    public static (IReadOnlyList<DiagnosticTable> Tables, IReadOnlyList<string> Notes) Judge(DiagnosticRequest request, IReadOnlyList<Finding> findings)
    {
        var patterns = findings.GroupBy(finding => (finding.Source, finding.Detection)).Select(group => new Pattern(group.Key.Source, group.Key.Detection, [.. group]))
            .OrderByDescending(pattern => pattern.Findings.Count).ThenBy(pattern => pattern.Source, StringComparer.Ordinal).ThenBy(pattern => pattern.Detection, StringComparer.Ordinal).ToList();
        var days = Math.Max(1, (long)Math.Ceiling(request.Window!.Duration.TotalDays));
        var network = request.Target!.Settings.Detections;
        var likely = patterns.Select(pattern => (Pattern: pattern, Reasons: Reasons(pattern, days, network).ToList())).Where(one => one.Reasons.Count > 0).ToList();
        return (
            [
                new DiagnosticTable("patterns", "Findings by source", PatternColumns, [.. patterns.Take(Most).Select(Row)]),
                new DiagnosticTable("likely-legitimate", "Sources that may be legitimate", LikelyColumns, [.. likely.Take(Most).Select(one => (IReadOnlyList<object?>)[one.Pattern.Source, one.Pattern.Detection, string.Join("; ", one.Reasons), Suggestion(one.Pattern)])]),
            ],
            [$"{ReadableNumber.Count(findings.Count, "findings")} of {ReadableNumber.Count(patterns.Count, "patterns")} in {ReadableNumber.Count(days, "days")}. Regular is not the same as legitimate: ask the owner of a source before it is suppressed."]);
    }

    private static IEnumerable<string> Reasons(Pattern pattern, long days, DetectionOptions network)
    {
        if (pattern.Days.Count < FewestDays) yield break;
        if (pattern.UsualHour is { } hour) yield return string.Create(CultureInfo.InvariantCulture, $"on {pattern.Days.Count} days about {hour:00}:00 UTC, as a job would");
        if (pattern.Days.Count * 2 >= days && days >= FewestDays) yield return string.Create(CultureInfo.InvariantCulture, $"on {pattern.Days.Count} of {days} days");
        if (pattern.Peers is { Count: 1 } peers && pattern.Findings.Count >= FewestDays && IsInternal(pattern.Source, network)) yield return $"an internal source, always to {peers.Single()}";
    }

    private static bool IsInternal(string source, DetectionOptions options) => System.Net.IPAddress.TryParse(source, out var address) && options.InternalNetworks.Any(one => one.Contains(address));

    private static string Suggestion(Pattern pattern) => $"flowwatch suppressions add: detection {pattern.Detection}, source {pattern.Source}, with owner, reason and expiry; or a threshold rule for this source.";

    private static IReadOnlyList<object?> Row(Pattern pattern) =>
    [
        pattern.Source, pattern.Detection, (long)pattern.Findings.Count, (long)pattern.Days.Count, ReportWords.Of(pattern.Findings.Max(finding => finding.Severity)),
        pattern.UsualHour is { } hour ? string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00") : null, pattern.Findings.Min(finding => finding.Window.From), pattern.Findings.Max(finding => finding.Window.To),
    ];

    private sealed record Pattern(string Source, string Detection, IReadOnlyList<Finding> Findings)
    {
        public HashSet<DateTime> Days { get; } = Findings.Select(finding => finding.Window.From.UtcDateTime.Date).ToHashSet();

        public HashSet<string> Peers { get; } = Findings.SelectMany(finding => finding.Targets).ToHashSet(StringComparer.Ordinal);

        /// <summary>The hour of the day that it is found in, where it nearly always is the same; an hour is as near to the next as to itself.</summary>
        public int? UsualHour
        {
            get
            {
                if (Days.Count < FewestDays) return null;
                var hours = Findings.Select(finding => (finding.Window.From.UtcDateTime.Date, finding.Window.From.UtcDateTime.Hour)).Distinct().ToList();
                var (hour, count) = hours.CountBy(one => one.Hour).OrderByDescending(one => one.Value).ThenBy(one => one.Key).First();
                return count >= hours.Count * SameHour ? hour : null;
            }
        }
    }
}
