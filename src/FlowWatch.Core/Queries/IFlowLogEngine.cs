namespace FlowWatch.Core.Queries;

/// <summary>Answers <see cref="FlowQuery"/> over one body of flow logs: files on a machine, a log group, an archive.</summary>
public interface IFlowLogEngine
{
    /// <summary>The flow log fields that at least one part of the input has.</summary>
    IReadOnlySet<string> AvailableFields { get; }

    /// <summary>What was read so far, and what could not be.</summary>
    FlowEngineStatistics Statistics { get; }

    /// <summary>
    /// Runs a query. Inner queries (<see cref="FlowQuery.From"/>) run once for the engine's life, however many queries read them.
    /// </summary>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>The rows, in the query's order.</returns>
    Task<IReadOnlyList<FlowRow>> QueryAsync(FlowQuery query, CancellationToken cancellationToken);

    /// <summary>The text the engine would send for a query, for <c>--dry-run</c>.</summary>
    string Explain(FlowQuery query);
}
