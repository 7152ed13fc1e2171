using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>What one target adds to a topic's next digest: counts of everything, and the few that matter most. Its size does not grow with what it counts.</summary>
public sealed record DigestPart
{
    /// <summary>The most notices that are named.</summary>
    public const int MaximumItems = 20;

    /// <summary>The most detections and targets that are counted apart; the others count together.</summary>
    public const int MaximumNames = 50;

    private const string Others = "others";

    /// <summary>The topic's ARN.</summary>
    public required string Topic { get; init; }

    /// <summary>Notices in it.</summary>
    public int Total { get; init; }

    /// <summary>Of those, how many are in it because no topic accepted them for too long.</summary>
    public int Parked { get; init; }

    /// <summary>Whether any of it came in a storm: more at once than the storm size, so that none was sent alone.</summary>
    public bool IsStorm { get; init; }

    /// <summary>When the oldest was made.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>When the newest was made.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>Notices by severity.</summary>
    public IReadOnlyDictionary<Severity, int> BySeverity { get; init; } = new Dictionary<Severity, int>();

    /// <summary>Notices by detection.</summary>
    public IReadOnlyDictionary<string, int> ByDetection { get; init; } = new Dictionary<string, int>();

    /// <summary>Notices by target.</summary>
    public IReadOnlyDictionary<string, int> ByTarget { get; init; } = new Dictionary<string, int>();

    /// <summary>Those that matter most, first.</summary>
    public IReadOnlyList<NoticeItem> Items { get; init; } = [];

    /// <summary>This and notices more.</summary>
    /// <param name="notices">The notices.</param>
    /// <param name="parked">How many of them no topic accepted for too long.</param>
    /// <param name="isStorm">Whether they came in a storm.</param>
    public DigestPart With(IReadOnlyList<Notice> notices, int parked, bool isStorm = false)
    {
        ArgumentNullException.ThrowIfNull(notices);
        return With(new DigestPart
        {
            Topic = Topic,
            Total = notices.Count,
            Parked = parked,
            IsStorm = isStorm,
            Oldest = notices.Count == 0 ? null : notices.Min(notice => notice.MadeAt),
            Newest = notices.Count == 0 ? null : notices.Max(notice => notice.MadeAt),
            BySeverity = notices.CountBy(notice => notice.Severity).ToDictionary(),
            ByDetection = notices.CountBy(notice => notice.Detection).ToDictionary(),
            ByTarget = notices.CountBy(notice => notice.Target).ToDictionary(),
            Items = [.. notices.Select(notice => new NoticeItem(notice.Target, notice.Fingerprint, notice.Severity, notice.Detection, notice.Reason))],
        });
    }

    /// <summary>Both together.</summary>
    public DigestPart With(DigestPart other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Total = Total + other.Total,
            Parked = Parked + other.Parked,
            IsStorm = IsStorm || other.IsStorm,
            Oldest = Oldest is null || other.Oldest < Oldest ? other.Oldest : Oldest,
            Newest = Newest is null || other.Newest > Newest ? other.Newest : Newest,
            BySeverity = BySeverity.Concat(other.BySeverity).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value)),
            ByDetection = Sum(ByDetection, other.ByDetection),
            ByTarget = Sum(ByTarget, other.ByTarget),
            Items = [.. Items.Concat(other.Items).OrderByDescending(item => item.Severity).Take(MaximumItems)],
        };
    }

    private static Dictionary<string, int> Sum(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other)
    {
        var all = one.Concat(other).GroupBy(pair => pair.Key).Select(group => (Name: group.Key, Count: group.Sum(pair => pair.Value)))
            .OrderBy(pair => pair.Name == Others).ThenByDescending(pair => pair.Count).ThenBy(pair => pair.Name, StringComparer.Ordinal).ToList();
        var sums = all.Where(pair => pair.Name != Others).Take(MaximumNames).ToDictionary(pair => pair.Name, pair => pair.Count);
        if (all.Sum(pair => pair.Count) - sums.Values.Sum() is > 0 and var rest) sums[Others] = rest;
        return sums;
    }
}
