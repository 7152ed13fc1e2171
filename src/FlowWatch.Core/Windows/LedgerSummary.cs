namespace FlowWatch.Core.Windows;

/// <summary>How much waits to be judged.</summary>
public sealed record LedgerSummary
{
    /// <summary>The most aged windows that are listed.</summary>
    public const int MaximumAged = 20;

    /// <summary>Nothing waits.</summary>
    public static LedgerSummary Nothing { get; } = new();

    /// <summary>Windows that nobody has begun.</summary>
    public int Due { get; init; }

    /// <summary>Windows that are being judged.</summary>
    public int Open { get; init; }

    /// <summary>Windows that failed and are tried again.</summary>
    public int Failed { get; init; }

    /// <summary>How long ago the oldest window that is not judged ended; null where all are.</summary>
    public TimeSpan? OldestUnjudgedAge { get; init; }

    /// <summary>Windows that have waited longer than is tolerated, the oldest first; the first few.</summary>
    public IReadOnlyList<AgedWindow> Aged { get; init; } = [];

    /// <summary>How many windows have waited longer than is tolerated.</summary>
    public int AgedCount { get; init; }

    /// <summary>Both together.</summary>
    public LedgerSummary With(LedgerSummary other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LedgerSummary
        {
            Due = Due + other.Due,
            Open = Open + other.Open,
            Failed = Failed + other.Failed,
            OldestUnjudgedAge = OldestUnjudgedAge is null || other.OldestUnjudgedAge > OldestUnjudgedAge ? other.OldestUnjudgedAge : OldestUnjudgedAge,
            Aged = [.. Aged.Concat(other.Aged).OrderBy(aged => aged.Window.From).Take(MaximumAged)],
            AgedCount = AgedCount + other.AgedCount,
        };
    }
}
