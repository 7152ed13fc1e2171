using System.Runtime.InteropServices;
using FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>A stats command made executable.</summary>
/// <param name="scope">The fields it makes; commands behind it may add more.</param>
/// <param name="keys">What the rows of a group have in common.</param>
/// <param name="keySlots">Where the group's row has it.</param>
/// <param name="aggregates">What is computed of a group's rows.</param>
/// <param name="items">The columns, computed of that, and where the row has them; in order, because one may use those before it.</param>
internal sealed class StatsPlan(
    FieldScope scope, Evaluator[] keys, int[] keySlots, AggregatePlan[] aggregates, (Evaluator Value, int Slot)[] items)
{
    /// <summary>Starts the command for one execution.</summary>
    public Running Start(QueryContext context) => new(this, context);

    /// <summary>The command at work.</summary>
    internal sealed class Running
    {
        private readonly StatsPlan plan;
        private readonly QueryContext context;
        private readonly ValueKey key = new();
        private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Group>.AlternateLookup<ReadOnlySpan<char>> lookup;

        internal Running(StatsPlan plan, QueryContext context)
        {
            this.plan = plan;
            this.context = context;
            lookup = groups.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        /// <summary>Takes a row into its group.</summary>
        public void Add(QueryRow row)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, key.Of(row, plan.KeyEvaluators, out _), out var exists);
            if (!exists) group = plan.NewGroup(row, context);
            foreach (var aggregation in group!.Aggregations) aggregation.Add(row);
        }

        /// <summary>
        /// A row for each group, none when there were no rows at all. CloudWatch Logs promises no order; this one looks like none and
        /// is always the same.
        /// </summary>
        public List<QueryRow> Rows()
        {
            var order = new (uint Scrambled, string Key, Group Group)[groups.Count];
            var index = 0;
            foreach (var (text, group) in groups) order[index++] = (Scrambled(text), text, group);
            Array.Sort(order, (left, right) =>
                left.Scrambled != right.Scrambled ? left.Scrambled.CompareTo(right.Scrambled) : string.CompareOrdinal(left.Key, right.Key));
            var rows = new List<QueryRow>(order.Length);
            foreach (var (_, _, group) in order) rows.Add(plan.Finish(group));
            return rows;
        }

        // FNV-1a: the same in each process, unlike string.GetHashCode.
        private static uint Scrambled(string text)
        {
            var hash = 2166136261u;
            foreach (var one in text) hash = unchecked((hash ^ one) * 16777619u);
            return hash;
        }
    }

    internal sealed record Group(QueryRow Row, Aggregation[] Aggregations);

    private Evaluator[] KeyEvaluators => keys;

    private Group NewGroup(QueryRow first, QueryContext context)
    {
        var row = new QueryRow(context, scope.Slots);
        for (var index = 0; index < keys.Length; index++) row.Slots[keySlots[index]] = keys[index](first);
        var aggregations = new Aggregation[aggregates.Length];
        for (var index = 0; index < aggregations.Length; index++) aggregations[index] = aggregates[index].Start();
        return new(row, aggregations);
    }

    private QueryRow Finish(Group group)
    {
        for (var index = 0; index < aggregates.Length; index++) group.Row.Slots[aggregates[index].Slot] = group.Aggregations[index].Result;
        foreach (var (value, slot) in items) group.Row.Slots[slot] = value(group.Row);
        return group.Row;
    }
}
