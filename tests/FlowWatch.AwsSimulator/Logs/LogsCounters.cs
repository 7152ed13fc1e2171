namespace FlowWatch.AwsSimulator.Logs;

/// <summary>What queries did so far.</summary>
/// <param name="QueriesStarted">Queries started; refused ones do not count.</param>
/// <param name="MostAtOnce">The most queries of one account and region that waited or ran at once.</param>
/// <param name="BytesScanned">Bytes of messages in the ranges of all queries, but for those that never end.</param>
/// <param name="RecordsScanned">Events in those ranges.</param>
/// <param name="Stops">Queries stopped by StopQuery while they waited or ran.</param>
public sealed record LogsCounters(long QueriesStarted, int MostAtOnce, long BytesScanned, long RecordsScanned, long Stops);
