using FlowWatch.AwsSimulator.Logs.Execution;

namespace FlowWatch.AwsSimulator.Logs;

/// <summary>What StartQuery asks, once it is known to be answerable.</summary>
/// <param name="Account">The account of the one who asks.</param>
/// <param name="Region">The region.</param>
/// <param name="Text">The query.</param>
/// <param name="Plan">The query made executable.</param>
/// <param name="LogGroups">The log groups.</param>
/// <param name="Start">The first second.</param>
/// <param name="End">The last second.</param>
/// <param name="Limit">The limit given beside the query; null for none.</param>
internal sealed record QueryQuestion(
    string Account, string Region, string Text, QueryPlan Plan, IReadOnlyList<SimulatedLogGroup> LogGroups, DateTimeOffset Start, DateTimeOffset End, int? Limit);
