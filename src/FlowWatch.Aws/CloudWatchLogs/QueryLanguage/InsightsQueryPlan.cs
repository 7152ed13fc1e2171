using FlowWatch.Core.Queries;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>How a query over the records of one format is answered: what Logs Insights is asked, and what is decided in code.</summary>
internal sealed record InsightsQueryPlan
{
    /// <summary>
    /// What to ask. The rows of all of them together, and those of the same texts asked of parts of the window, are what
    /// <see cref="Residue"/> reads. None where no line can meet the query's conditions.
    /// </summary>
    public required IReadOnlyList<InsightsQueryText> Texts { get; init; }

    /// <summary>
    /// The same with a single text that also has the query's conditions on groups, its order and its limit; null where only code can judge
    /// those. Its rows must not be put together with others.
    /// </summary>
    public InsightsQueryPlan? Whole { get; init; }

    /// <summary>The columns of the rows.</summary>
    public required IReadOnlyList<InsightsColumn> Columns { get; init; }

    /// <summary>What is decided in code over the rows: filter, groups and measures; it has the columns of the query itself.</summary>
    public required FlowQuery Residue { get; init; }

    /// <summary>Seconds of the slots that the query groups by, so that a window can be cut between two; null where it has none.</summary>
    public long? SlotSeconds { get; init; }
}
