using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>
/// Splits a <see cref="FlowQuery"/> over flow log records into what Logs Insights QL can say exactly and a residue that is decided in
/// code. What the language cannot say (texts that are chosen, put together or ordered) is asked for in parts it can say: the parts become
/// keys of the result, the residue is computed for each row, and rows with the same true keys are merged.
/// </summary>
internal static class InsightsQueryRenderer
{
    private const int LargestPartTry = 9;

    /// <summary>Of a query that is too long: how long a condition may be, in characters, to be still said.</summary>
    private const int LongestConditionOfLongQuery = 1000;

    /// <summary>Makes the plan of a query for the lines of one format.</summary>
    /// <param name="query">A query over records.</param>
    /// <param name="format">The format.</param>
    /// <param name="others">Other formats whose lines are in the same log group, and must be left out.</param>
    /// <param name="rowLimit">Rows that one query returns at the most.</param>
    /// <exception cref="NotSupportedException">Lines of the format cannot be told from those of another.</exception>
    public static InsightsQueryPlan Render(FlowQuery query, FlowLogFormat format, IReadOnlyList<FlowLogFormat> others, int rowLimit = InsightsRequest.LargestLimit)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.From is not null) throw new ArgumentException("Only queries over records are asked of Logs Insights.", nameof(query));
        var absent = new AbsentNames(format.Fields.Select(field => field.Name).ToHashSet());
        var plain = Folded(query.WithoutDerived(), absent);
        var conditions = Conjuncts(query.WithoutDerived().Filter).Select(absent.FoldCondition).Where(condition => !IsConstant(condition, LogicalOperator.And)).ToList();
        var parse = new InsightsParse(format, others, rowLimit);
        if (conditions.Exists(condition => AbsentNames.IsAbsent(condition) || IsConstant(condition, LogicalOperator.Or)))
        {
            return new InsightsQueryPlan { Texts = [], Columns = [], Residue = FlowQuery.OverRecords(query.Name).Where(FlowExpression.Any()).By(plain).Measure([.. plain.Measures]) };
        }

        var simple = new InsightsRendering(parse, plain, conditions, new HashSet<string>());
        var plan = simple.Finish();
        return plan.Texts[0].Text.Length <= InsightsText.LongestQuery ? plan : InSeveralTexts(parse, plain, conditions) ?? InCode(parse, plain, conditions);
    }

    // Joined keys of a query of the same columns.
    private static FlowQuery By(this FlowQuery query, FlowQuery like) => like.Keys.Aggregate(query, (so, key) => so.By(key.Name, key.Expression));

    private static FlowQuery Folded(FlowQuery query, AbsentNames absent) => FlowQuery.OverRecords(query.Name)
        .By(query.Keys.Aggregate(FlowQuery.OverRecords(query.Name), (so, key) => so.By(key.Name, absent.Fold(key.Expression))))
        .Measure([.. query.Measures.Select(measure => measure with
        {
            Of = measure.Of is null ? null : absent.Fold(measure.Of),
            Where = measure.Where is null ? null : absent.FoldCondition(measure.Where),
        })])
        .EndingLike(query);

    private static bool IsConstant(FlowExpression condition, LogicalOperator which) => condition is LogicalExpression { Operands.Count: 0 } logical && logical.Operator == which;

    private static IEnumerable<FlowExpression> Conjuncts(FlowExpression? filter) => filter switch
    {
        null => [],
        LogicalExpression { Operator: LogicalOperator.And } and => and.Operands.SelectMany(Conjuncts),
        _ => [filter],
    };

    // The longest condition that is a list of values, or several lists of the same values, is asked in parts.
    private static InsightsQueryPlan? InSeveralTexts(InsightsParse parse, FlowQuery plain, List<FlowExpression> conditions)
    {
        var list = conditions.MaxBy(condition => Lists(condition)?.Sum(one => one.Values.Count) ?? 0);
        if (list is null || Lists(list) is not { } lists) return null;
        var values = lists[0].Values;
        var rest = conditions.Where(condition => condition != list).ToList();
        var fields = list.Names.ToHashSet();
        var parts = new List<InsightsQueryPlan>();
        var earlier = new List<FlowExpression>();
        for (var taken = 0; taken < values.Count;)
        {
            if (LargestPart(values.Count - taken, taken) is not var (part, plan, count)) return null;
            var keep = earlier.Count == 0 ? null : FlowExpression.If(FlowExpression.Any([.. earlier]), 1, 0).Is(0);
            parts.Add(plan with { Whole = null, Texts = [.. plan.Texts.Select(text => text with { Keep = keep })] });
            earlier.Add(part);
            taken += count;
        }

        return parts[0] with { Texts = [.. parts.SelectMany(part => part.Texts)] };

        (FlowExpression Part, InsightsQueryPlan Plan, int Count)? LargestPart(int most, int from)
        {
            for (var count = most; count > 0; count = count == 1 ? 0 : Math.Max(1, count * LargestPartTry / (LargestPartTry + 1)))
            {
                var some = values.Skip(from).Take(count).ToList();
                var part = list.Rewrite(one => one is InExpression membership ? membership with { Values = some } : null);
                var plan = new InsightsRendering(parse, plain, [.. rest, part], fields).Finish();
                if (plan.Texts[0].Text.Length <= InsightsText.LongestQuery) return (part, plan, count);
            }

            return null;
        }
    }

    private static List<InExpression>? Lists(FlowExpression condition)
    {
        var parts = condition is LogicalExpression { Operator: LogicalOperator.Or } or ? or.Operands : [condition];
        if (!parts.All(part => part is InExpression { Operand: FieldExpression })) return null;
        var lists = parts.Cast<InExpression>().ToList();
        return lists.TrueForAll(one => one.Values.SequenceEqual(lists[0].Values)) ? lists : null;
    }

    // More rows than would be needed, but a short text: the fields themselves, and everything else in code.
    private static InsightsQueryPlan InCode(InsightsParse parse, FlowQuery plain, List<FlowExpression> conditions) =>
        new InsightsRendering(parse, plain, conditions, new HashSet<string>(), LongestConditionOfLongQuery).Finish();
}
