namespace FlowWatch.AwsSimulator.Logs;

/// <summary>A record that is on its way into a log group.</summary>
/// <param name="Index">Its place among the records, from 0.</param>
/// <param name="Start">The first second of the record.</param>
/// <param name="End">The last second of the record.</param>
/// <param name="Line">The record.</param>
public sealed record FlowLogRecordTimes(int Index, DateTimeOffset Start, DateTimeOffset End, string Line);
