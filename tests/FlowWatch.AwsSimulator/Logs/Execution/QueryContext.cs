using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>What one execution of a query knows.</summary>
/// <param name="Dialect">The answers to what the documentation leaves open.</param>
/// <param name="StartedAt">When the query was started, in milliseconds since 1970; events that arrive later are not seen.</param>
/// <param name="RangeStart">The first millisecond asked for.</param>
/// <param name="RangeEnd">The last millisecond asked for.</param>
internal sealed record QueryContext(QueryDialect Dialect, long StartedAt, long RangeStart, long RangeEnd);
