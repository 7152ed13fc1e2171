namespace FlowWatch.Core.State;

/// <summary>
/// What FlowWatch remembers between runs: rows of JSON text in partitions, ordered by key. Small enough a contract to have the same
/// meaning in an embedded database and in cloud table storage. Safe for use from several threads and several processes at once.
/// </summary>
public interface IStateStore
{
    /// <summary>Version of the shape of all rows. A store refuses to open state that a newer version wrote.</summary>
    const int SchemaVersion = 1;

    /// <summary>Reads a row; null where there is none.</summary>
    /// <param name="partition">See <see cref="StateNames"/>.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    Task<StateEntry?> ReadAsync(string partition, string key, CancellationToken cancellationToken);

    /// <summary>Reads rows in the order of their keys (by code unit), a page at a time as they are enumerated.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="range">Which rows.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    IAsyncEnumerable<StateEntry> ListAsync(string partition, StateRange range, CancellationToken cancellationToken);

    /// <summary>Makes all changes, or none where a condition does not hold.</summary>
    /// <param name="partition">The partition that all changed rows are in.</param>
    /// <param name="changes">1 to <see cref="StateChange.MaximumChanges"/> changes of different rows.</param>
    /// <param name="cancellationToken">Stops before the write; a write that began is finished.</param>
    /// <returns>True where all were made; false where a condition did not hold: read again and decide anew.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    /// <exception cref="ArgumentException">A key or value is too long, or there are too many changes.</exception>
    Task<bool> WriteAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken);
}
