namespace FlowWatch.Core.Tuning;

/// <summary>How much of the flow logs may be judged again for one threshold. What is left out is said in the result.</summary>
public sealed record TuningLimits
{
    /// <summary>The most days back.</summary>
    public int MostDays { get; init; } = ThresholdTuning.MostDays;

    /// <summary>The most windows, the newest first.</summary>
    public int MostWindows { get; init; } = int.MaxValue;

    /// <summary>No stretch is begun once those before cost so much, in US dollars as <c>insights.pricePerGigabyte</c> has it; null: whatever it costs. Flow logs in folders cost nothing.</summary>
    public decimal? MostCost { get; init; }

    /// <summary>No stretch is begun after this time; null: however long it takes.</summary>
    public DateTimeOffset? Until { get; init; }
}
