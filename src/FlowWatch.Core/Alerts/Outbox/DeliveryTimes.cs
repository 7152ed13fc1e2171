namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>How long messages took, in seconds.</summary>
/// <param name="Count">Messages it is made of.</param>
/// <param name="P50">Half took no longer.</param>
/// <param name="P95">95 of 100 took no longer.</param>
/// <param name="Maximum">The longest.</param>
public sealed record DeliveryTimes(int Count, double P50, double P95, double Maximum)
{
    /// <summary>The figures of a set of times; null of none.</summary>
    public static DeliveryTimes? Of(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToList();
        // Nearest rank: the value is one that was measured.
        return sorted.Count == 0 ? null : new DeliveryTimes(sorted.Count, sorted[Rank(0.5)], sorted[Rank(0.95)], sorted[^1]);
        int Rank(double share) => Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1);
    }
}
