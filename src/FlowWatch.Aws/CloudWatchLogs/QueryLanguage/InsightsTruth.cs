namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>
/// A condition in Logs Insights QL that is either true or false for every line that has the format's shape, never absent. It can be
/// written as a condition, and mostly also as a number: 1 where it holds, 0 where it does not. The language documents arithmetic for
/// numbers only, so the number is made of numeric functions and not of conditions.
/// </summary>
internal abstract record InsightsTruth
{
    /// <summary>Holds for every line.</summary>
    public static InsightsTruth Always { get; } = new Known(true);

    /// <summary>Holds for no line.</summary>
    public static InsightsTruth Never { get; } = new Known(false);

    /// <summary>Whether it holds for every line, or for none; null where that depends on the line.</summary>
    public virtual bool? Constant => null;

    /// <summary>It as a condition.</summary>
    public abstract string Condition { get; }

    /// <summary>It as the number 1 or 0; null where the language has no way.</summary>
    public abstract string? Number { get; }

    /// <summary>The opposite.</summary>
    public abstract InsightsTruth Opposite { get; }

    /// <summary>A single test.</summary>
    /// <param name="condition">It as a condition.</param>
    /// <param name="number">It as a number, if that can be.</param>
    /// <param name="oppositeCondition">Its opposite as a condition.</param>
    /// <param name="oppositeNumber">Its opposite as a number; null takes the number from 1.</param>
    public static InsightsTruth Test(string condition, string? number, string oppositeCondition, string? oppositeNumber = null) =>
        new Single(condition, number, oppositeCondition, oppositeNumber ?? (number is null ? null : $"(1 - {number})"));

    /// <summary>Holds where all do.</summary>
    public static InsightsTruth All(params IEnumerable<InsightsTruth> parts) => Join(parts, isAll: true);

    /// <summary>Holds where any does.</summary>
    public static InsightsTruth Any(params IEnumerable<InsightsTruth> parts) => Join(parts, isAll: false);

    private static InsightsTruth Join(IEnumerable<InsightsTruth> parts, bool isAll)
    {
        var open = new List<InsightsTruth>();
        foreach (var part in parts.SelectMany(part => part is Joined joined && joined.IsAll == isAll ? joined.Parts : [part]))
        {
            if (part.Constant is { } constant)
            {
                if (constant != isAll) return part;
            }
            else if (!open.Exists(other => other.Condition == part.Condition))
            {
                open.Add(part);
            }
        }

        return open.Count switch { 0 => isAll ? Always : Never, 1 => open[0], _ => new Joined(open, isAll) };
    }

    private sealed record Known(bool Holds) : InsightsTruth
    {
        public override bool? Constant => Holds;

        // The language has no constants for truth.
        public override string Condition => Holds ? "1 = 1" : "1 = 0";

        public override string Number => Holds ? "1" : "0";

        public override InsightsTruth Opposite => Holds ? Never : Always;
    }

    private sealed record Single(string Text, string? AsNumber, string OppositeText, string? OppositeNumber) : InsightsTruth
    {
        public override string Condition => Text;

        public override string? Number => AsNumber;

        public override InsightsTruth Opposite => new Single(OppositeText, OppositeNumber, Text, AsNumber);
    }

    private sealed record Joined(IReadOnlyList<InsightsTruth> Parts, bool IsAll) : InsightsTruth
    {
        public override string Condition => "(" + string.Join(IsAll ? " and " : " or ", Parts.Select(part => part.Condition)) + ")";

        public override string? Number => Parts.Any(part => part.Number is null) ? null
            : IsAll ? "(" + string.Join(" * ", Parts.Select(part => part.Number)) + ")"
            : $"greatest({string.Join(", ", Parts.Select(part => part.Number))})";

        public override InsightsTruth Opposite => Join(Parts.Select(part => part.Opposite), !IsAll);
    }
}
