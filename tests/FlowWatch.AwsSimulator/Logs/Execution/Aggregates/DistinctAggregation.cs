using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

/// <summary>Counts different values; above the dialect's limit it errs, up or down, but always by the same.</summary>
internal sealed class DistinctAggregation : Aggregation
{
    private readonly Evaluator argument;
    private readonly QueryDialect dialect;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> texts = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public DistinctAggregation(Evaluator argument, QueryDialect dialect)
    {
        this.argument = argument;
        this.dialect = dialect;
    }

    /// <inheritdoc/>
    public override QueryValue Result
    {
        get
        {
            var exact = texts.Set.Count;
            if (exact <= dialect.ExactDistinctUpTo) return QueryValue.OfNumber(exact);
            var sign = exact % 2 == 0 ? 1 : -1;
            return QueryValue.OfNumber(Math.Round(exact * (1 + (sign * dialect.DistinctError)), MidpointRounding.AwayFromZero));
        }
    }

    /// <inheritdoc/>
    public override void Add(QueryRow row)
    {
        var value = argument(row);
        if (value.Kind == QueryValueKind.Text)
        {
            texts.Add(value.TextSpan);
        }
        else if (value.AsText() is { } text)
        {
            texts.Set.Add(text);
        }
    }
}
