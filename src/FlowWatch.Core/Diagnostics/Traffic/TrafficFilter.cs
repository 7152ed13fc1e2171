using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Diagnostics.Traffic;

/// <summary>What a person filters records by.</summary>
internal static class TrafficFilter
{
    /// <summary>A query with the conditions that were given.</summary>
    /// <param name="query">A query over records.</param>
    /// <param name="arguments">The arguments.</param>
    public static FlowQuery Filtered(this FlowQuery query, DiagnosticArguments arguments)
    {
        if (arguments.Network(DiagnosticParameters.Network) is { } network) query = query.Where(Field(FlowLogFieldNames.SourceAddress).InNetwork(network) | Field(FlowLogFieldNames.DestinationAddress).InNetwork(network));
        if (arguments.Number(DiagnosticParameters.Port) is { } port) query = query.Where(Field(FlowLogFieldNames.SourcePort).Is(port) | Field(FlowLogFieldNames.DestinationPort).Is(port));
        return arguments.Text(DiagnosticParameters.Action) is { } action ? query.Where(Field(FlowLogFieldNames.Action).Is(action)) : query;
    }

    /// <summary>Records that have these fields.</summary>
    public static FlowQuery Records(string name, params string[] present) =>
        present.Aggregate(FlowQuery.OverRecords(name), (query, field) => query.Where(Field(field).IsPresent()));

    /// <summary>The most important first. What is equal in that comes in the order of its keys, so that the answer is the same each time.</summary>
    public static FlowQuery TopBy(this FlowQuery query, string measure, int top) =>
        query.Keys.Aggregate(query.OrderByDescending(measure), (so, key) => so.OrderBy(key.Name)).Take(top);
}
