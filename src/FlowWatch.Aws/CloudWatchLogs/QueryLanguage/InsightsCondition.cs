namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>A condition that may be absent, as two that never are: it is absent where neither holds.</summary>
/// <param name="True">Where it is true.</param>
/// <param name="False">Where it is false.</param>
internal sealed record InsightsCondition(InsightsTruth True, InsightsTruth False)
{
    /// <summary>The opposite: absent where this is.</summary>
    public InsightsCondition Opposite => new(False, True);

    /// <summary>A condition about values that are there or not.</summary>
    /// <param name="presence">Where all of them are there.</param>
    /// <param name="holds">Where it holds, if they are.</param>
    public static InsightsCondition Where(InsightsTruth presence, InsightsTruth holds) =>
        new(InsightsTruth.All(presence, holds), InsightsTruth.All(presence, holds.Opposite));

    /// <summary>A condition that can hold only where its value is there.</summary>
    /// <param name="presence">Where the value is there.</param>
    /// <param name="holds">Where it holds; never where the value is not there.</param>
    public static InsightsCondition OnlyWhere(InsightsTruth presence, InsightsTruth holds) => new(holds, InsightsTruth.All(presence, holds.Opposite));
}
