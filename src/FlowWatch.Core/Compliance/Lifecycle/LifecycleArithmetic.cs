using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Compliance.Lifecycle;

/// <summary>
/// Works out what a bucket's lifecycle does to the objects of an archive, over all rules together, as S3 does: only rules that are enabled
/// and whose filter fits; the earliest expiration wins; an object only ever moves to a colder class; small objects stay where the
/// configuration says so. Amazon S3 user guide, "Managing the lifecycle of objects".
/// </summary>
public static class LifecycleArithmetic
{
    /// <summary>128 KiB: what is smaller may be left where it is.</summary>
    public const long SmallObject = 128 * 1024;

    // From warm to cold: a transition goes down this list only ("Supported transitions").
    private static readonly string[] Waterfall = ["STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", StorageClasses.Glacier, StorageClasses.DeepArchive];

    /// <summary>The courses of all sorts of objects under a prefix: one for each part of it that a rule treats otherwise, and each range of sizes.</summary>
    /// <param name="lifecycle">The rules.</param>
    /// <param name="prefix">What the keys of the archive begin with.</param>
    public static IReadOnlyList<LifecycleCourse> Courses(BucketLifecycle lifecycle, string prefix)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        ArgumentNullException.ThrowIfNull(prefix);
        var rules = lifecycle.Rules.Where(rule => rule.IsEnabled && rule.Tags.Count == 0).ToList();
        var prefixes = rules.Select(rule => rule.Prefix).Where(one => one.StartsWith(prefix, StringComparison.Ordinal)).Append(prefix).Distinct().Order(StringComparer.Ordinal);
        var sizes = rules.SelectMany(Sizes).Concat([1, SmallObject - 1, SmallObject, SmallObject * SmallObject]).Where(size => size > 0).Distinct().OrderDescending().ToList();
        return [.. prefixes.SelectMany(one => sizes.Select(size => Course(lifecycle, rules, one, size)))];
    }

    /// <summary>Why rules do not count: disabled ones, ones for tags that AWS gives no object, ones for other keys. Each in a few words.</summary>
    public static IReadOnlyList<string> NotCounted(BucketLifecycle lifecycle, string prefix)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        return
        [
            .. lifecycle.Rules.Select(rule => !rule.IsEnabled ? $"rule '{rule.Id}' is disabled"
                : rule.Tags.Count > 0 ? $"rule '{rule.Id}' is for objects with the tag {rule.Tags.Keys.First()}, which AWS gives no flow log file"
                : !prefix.StartsWith(rule.Prefix, StringComparison.Ordinal) && !rule.Prefix.StartsWith(prefix, StringComparison.Ordinal) ? $"rule '{rule.Id}' is for keys that begin with {rule.Prefix}"
                : null).OfType<string>(),
        ];
    }

    private static IEnumerable<long> Sizes(LifecycleRule rule)
    {
        if (rule.SizeGreaterThan is { } above) return [above, above + 1];
        return rule.SizeLessThan is { } below ? [below - 1, below] : [];
    }

    private static LifecycleCourse Course(BucketLifecycle lifecycle, List<LifecycleRule> rules, string prefix, long size)
    {
        var fitting = rules.Where(rule => prefix.StartsWith(rule.Prefix, StringComparison.Ordinal) && !(size <= rule.SizeGreaterThan) && !(size >= rule.SizeLessThan)).ToList();
        var expiring = fitting.Where(rule => rule.Expiration?.Days is not null).MinBy(rule => rule.Expiration!.Days);
        var moves = fitting.SelectMany(rule => rule.Transitions.Where(transition => transition.Days is not null && MayMove(rule, transition, size, lifecycle.MinimumTransitionSize)).Select(transition => new LifecycleStep(transition.Days!.Value, transition.StorageClass, rule.Id)));
        var steps = new List<LifecycleStep>();
        // Of two on the same day S3 takes the colder.
        foreach (var move in moves.OrderBy(move => move.Day).ThenByDescending(move => Rank(move.StorageClass)))
        {
            if (Rank(move.StorageClass) > (steps.Count == 0 ? 0 : Rank(steps[^1].StorageClass))) steps.Add(move);
        }

        return new LifecycleCourse
        {
            Prefix = prefix,
            Size = size,
            Steps = steps,
            ExpiresAfter = expiring?.Expiration!.Days,
            ExpiryRule = expiring?.Id,
            OldVersionsGoAfter = fitting.Where(rule => rule.NoncurrentExpiration is { Days: not null, NewerVersions: null }).Min(rule => rule.NoncurrentExpiration!.Days),
            DatedRules = [.. fitting.Where(rule => rule.Expiration?.Date is not null || rule.Transitions.Any(transition => transition.Date is not null)).Select(rule => rule.Id)],
        };
    }

    // A rule that names sizes itself is taken at its word; otherwise the default of the whole configuration holds.
    private static bool MayMove(LifecycleRule rule, LifecycleTransition transition, long size, LifecycleMinimumSize minimum) =>
        size >= SmallObject || rule.SizeGreaterThan is not null || rule.SizeLessThan is not null
        || (minimum == LifecycleMinimumSize.VariesByClass && (transition.StorageClass is StorageClasses.Glacier or StorageClasses.DeepArchive));

    private static int Rank(string storageClass) => Array.IndexOf(Waterfall, storageClass);
}
