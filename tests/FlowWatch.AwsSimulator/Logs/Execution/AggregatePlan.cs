using FlowWatch.AwsSimulator.Logs.Execution.Aggregates;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>An aggregate of a stats command, ready to be started for each group.</summary>
/// <param name="Start">Starts it.</param>
/// <param name="Slot">Where the group's row has its result.</param>
internal sealed record AggregatePlan(Func<Aggregation> Start, int Slot)
{
    /// <summary>Makes an aggregate executable.</summary>
    /// <exception cref="MalformedQueryException">Its argument has no value here.</exception>
    public static AggregatePlan Of(AggregateExpression aggregate, ExpressionCompiler compiler, QueryDialect dialect, int slot)
    {
        if (aggregate.Argument is null) return new(() => new CountAggregation(null), slot);
        var argument = compiler.Value(aggregate.Argument);
        switch (aggregate.Aggregate)
        {
            case QueryAggregate.Count:
                return new(() => new CountAggregation(argument), slot);
            case QueryAggregate.CountDistinct:
                return new(() => new DistinctAggregation(argument, dialect), slot);
            case QueryAggregate.Sum:
                return new(() => new SumAggregation(argument, isMean: false, dialect.SumOfNothingIsZero), slot);
            case QueryAggregate.Average:
                return new(() => new SumAggregation(argument, isMean: true, isZeroOfNothing: false), slot);
            case QueryAggregate.Minimum:
                return new(() => new ExtremeAggregation(argument, isLargest: false), slot);
            case QueryAggregate.Maximum:
                return new(() => new ExtremeAggregation(argument, isLargest: true), slot);
            case QueryAggregate.Percentile:
                return new(() => new PercentileAggregation(argument, aggregate.Percent), slot);
            case QueryAggregate.StandardDeviation:
                return new(() => new DeviationAggregation(argument), slot);
            case QueryAggregate.Earliest or QueryAggregate.Latest:
                var time = compiler.Value(new FieldExpression("@timestamp", aggregate.Span));
                return new(() => new TimedAggregation(argument, time, aggregate.Aggregate == QueryAggregate.Latest), slot);
            case QueryAggregate.SortsFirst or QueryAggregate.SortsLast:
                return new(() => new SortedAggregation(argument, aggregate.Aggregate == QueryAggregate.SortsLast), slot);
            default:
                throw new ArgumentOutOfRangeException(nameof(aggregate), aggregate.Aggregate, null);
        }
    }
}
