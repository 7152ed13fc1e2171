namespace FlowWatch.Core.Accounts;

/// <summary>The Logs Insights queries that are saved in one account and region.</summary>
public interface IQueryDefinitions
{
    /// <summary>All whose name begins like that. Needs logs:DescribeQueryDefinitions.</summary>
    /// <param name="prefix">The beginning.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<IReadOnlyList<SavedQuery>>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Saves a query: over that of its id, or as a new one where it has none. Needs logs:PutQueryDefinition.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The query with the id that AWS gave it; the failure NotFound where the one of its id is gone.</returns>
    Task<Fact<SavedQuery>> SaveAsync(SavedQuery query, CancellationToken cancellationToken);
}
