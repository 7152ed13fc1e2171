using System.Net;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Detections;

/// <summary>
/// Finds out which settings are in force for which sources in a stretch of time. Rules are laid over the settings in their order. A stretch
/// that crosses a boundary of a rule's times is held against the settings of both sides: rather a finding too many than one that is missed.
/// </summary>
public static class ThresholdRules
{
    // Every pattern of a week is seen in a week, and a day more for the zones' offsets.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(8);

    /// <summary>The settings that are in force, each for the sources it covers. Every source is covered by at least one.</summary>
    /// <param name="options">The settings without rules.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="window">The time that is judged; null where there is none, and then rules with times are not in force.</param>
    public static IReadOnlyList<ThresholdVariant> Variants(DetectionOptions options, IReadOnlyList<ThresholdRule> rules, TimeWindow? window)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rules);
        var times = TimesOf(rules, window);
        var crossed = rules.Where((rule, index) => times.Exists(active => active[index]) && times.Exists(active => !active[index])).ToList();
        var regions = rules.Select(rule => rule.Source).OfType<IPNetwork>().Distinct().ToList();
        var variants = new List<ThresholdVariant>();
        foreach (var region in regions.Select(one => (IPNetwork?)one).Prepend(null))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var active in times)
            {
                var isInForce = rules.Select((rule, index) => active[index] && IsFor(rule, region)).ToList();
                if (!seen.Add(string.Concat(isInForce.Select(one => one ? '1' : '0')))) continue;
                var inForce = rules.Where((_, index) => isInForce[index]).ToList();
                variants.Add(new ThresholdVariant(inForce.SelectMany(rule => rule.Changes).Aggregate(options, Apply), region, regions, inForce, [.. crossed.Where(rule => IsFor(rule, region))]));
            }
        }

        return variants;
    }

    // Which rules are in force together, at any minute of the window.
    private static List<bool[]> TimesOf(IReadOnlyList<ThresholdRule> rules, TimeWindow? window)
    {
        if (window is null || rules.All(rule => rule.Times is null)) return [rules.Select(rule => rule.Times is null).ToArray()];
        var first = new DateTimeOffset(window.From.UtcTicks - (window.From.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var end = window.Duration > Longest ? first + Longest : window.To;
        var found = new Dictionary<string, bool[]>(StringComparer.Ordinal);
        for (var minute = first; minute < end; minute = minute.AddMinutes(1))
        {
            var active = rules.Select(rule => rule.Times?.Holds(minute) ?? true).ToArray();
            found.TryAdd(string.Concat(active.Select(one => one ? '1' : '0')), active);
        }

        return [.. found.Values];
    }

    private static bool IsFor(ThresholdRule rule, IPNetwork? region) => rule.Source is not { } source || (region is { } one && source.PrefixLength <= one.PrefixLength && source.Contains(one.BaseAddress));

    private static DetectionOptions Apply(DetectionOptions options, ThresholdChange change) =>
        DetectionSettings.Change(options, change.Detection, change.Setting, change.Value, out var problem)?.Options ?? throw new InvalidOperationException($"A rule holds a change that was not checked: {problem}");
}
