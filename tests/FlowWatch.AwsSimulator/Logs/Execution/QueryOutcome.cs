namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>What a query found.</summary>
/// <param name="Rows">The rows; of each, the columns that have a value.</param>
/// <param name="RecordsMatched">Events that passed the filters in front of the first sort, limit, dedup or stats.</param>
/// <param name="RecordsScanned">Events in the range.</param>
/// <param name="BytesScanned">The size of their messages.</param>
internal sealed record QueryOutcome(IReadOnlyList<IReadOnlyList<ResultField>> Rows, long RecordsMatched, long RecordsScanned, long BytesScanned);
