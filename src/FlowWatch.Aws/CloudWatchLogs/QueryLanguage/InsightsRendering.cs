using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>One rendering of a query that derives nothing: gathers keys and measures of the text while it writes the residue.</summary>
internal sealed class InsightsRendering
{
    private readonly InsightsParse parse;
    private readonly FlowQuery query;
    private readonly InsightsNames names = new();
    private readonly InsightsExpressions said;
    private readonly InsightsExpressions tried;
    private readonly HashSet<string> raw = [];
    private readonly List<string> filters = [];
    private readonly List<FlowExpression> undecided = [];
    private readonly List<string> groupedBy = [];
    private readonly Dictionary<string, string> statistics = [];
    private readonly Dictionary<string, InsightsColumn> columns = [];
    private readonly Dictionary<string, InsightsField> results = [];
    private readonly bool isUnfiltered;
    private readonly bool isShort;
    private bool isDirect = true;

    /// <summary>Begins a rendering.</summary>
    /// <param name="parse">How lines are taken apart.</param>
    /// <param name="query">The query, without derived values, and without what its format never has.</param>
    /// <param name="conditions">The conditions that lines must meet.</param>
    /// <param name="wanted">Fields that the rows must have as they stand in the lines.</param>
    /// <param name="longestCondition">Conditions that are longer are decided in code, and so is everything else then; null decides only what cannot be said.</param>
    public InsightsRendering(InsightsParse parse, FlowQuery query, IReadOnlyList<FlowExpression> conditions, IReadOnlySet<string> wanted, int? longestCondition = null)
    {
        isShort = longestCondition is not null;
        this.parse = parse;
        this.query = query;
        foreach (var field in parse.Format.Fields) names.Take(InsightsText.Name(field.Name));
        var present = conditions.SelectMany(SurelyPresent).ToHashSet();
        said = new InsightsExpressions(names, name => InsightsField.Parsed(name, present.Contains(name)));
        tried = new InsightsExpressions(new InsightsNames(), name => InsightsField.Parsed(name, present.Contains(name)));
        raw.UnionWith(wanted);
        isDirect &= wanted.Count == 0;
        isUnfiltered = conditions.All(condition => condition is FunctionExpression { Function: FlowFunction.IsPresent, Operands: [FieldExpression { Name: FlowLogFieldNames.Start or FlowLogFieldNames.End }] });
        // What a condition itself makes sure of it must not take for granted.
        var filtering = new InsightsExpressions(names, name => InsightsField.Parsed(name, isKnownPresent: false));
        var filteringTried = new InsightsExpressions(new InsightsNames(), name => InsightsField.Parsed(name, isKnownPresent: false));
        foreach (var condition in conditions)
        {
            if (filteringTried.Condition(condition) is not { } tryout || tryout.True.Condition.Length > (longestCondition ?? int.MaxValue)) undecided.Add(condition);
            else if (filtering.Condition(condition)!.True is { Constant: not true } truth) filters.Add(truth.Condition);
        }
    }

    /// <summary>Writes the text and the residue.</summary>
    public InsightsQueryPlan Finish()
    {
        var early = names.Commands.ToList();
        NeedFields();
        var residue = undecided.Aggregate(FlowQuery.OverRecords(query.Name), (so, condition) => so.Where(InColumns(condition)));
        isDirect &= undecided.Count == 0;
        foreach (var field in raw.Order(StringComparer.Ordinal)) GroupByField(field);
        foreach (var key in query.Keys) residue = residue.By(key.Name, Key(key));
        var (keys, areKeysDirect) = (groupedBy.Count, isDirect);
        var ungrouped = residue;
        residue = residue.Measure([.. query.Measures.Select(Measure)]);
        isDirect &= keys == groupedBy.Count;
        if (statistics.Count == 0) Lines();

        var lines = new List<string> { parse.Command, "filter " + parse.Shape };
        lines.AddRange(early);
        if (filters.Count > 0) lines.Add("filter " + string.Join(" and ", filters));
        lines.AddRange(names.Commands.Skip(early.Count));
        lines.Add("stats " + string.Join(", ", statistics.Select(one => $"{one.Key} as {one.Value}")) + (groupedBy.Count == 0 ? "" : " by " + string.Join(", ", groupedBy)));
        var text = Text(lines, [], parse.RowLimit);
        var whole = isDirect ? Whole(lines) : null;
        var plan = new InsightsQueryPlan { Texts = [text], Columns = [.. columns.Values], Residue = residue };
        return plan with
        {
            Whole = whole is not null ? plan with { Texts = [whole] } : areKeysDirect ? WholeOfDistinct(lines, ungrouped) : null,
            SlotSeconds = query.Keys.Select(key => SlotOf(key.Expression)).FirstOrDefault(seconds => seconds is not null),
        };
    }

    private static long? SlotOf(FlowExpression expression) => expression is BinaryExpression
    {
        Operator: FlowOperator.Divide, Left: FieldExpression { Name: FlowLogFieldNames.Start }, Right: ConstantExpression { Value: long and > 0 and var seconds },
    } ? seconds : null;

    private static IEnumerable<string> SurelyPresent(FlowExpression condition) => condition switch
    {
        FunctionExpression { Function: FlowFunction.IsPresent, Operands: [FieldExpression field] } => [field.Name],
        BinaryExpression { Operator: < FlowOperator.Add, Left: FieldExpression field } => [field.Name],
        InExpression { Operand: FieldExpression field, Values.Count: > 0 } => [field.Name],
        InNetworkExpression { Operand: FieldExpression field, Networks.Count: > 0 } => [field.Name],
        _ => [],
    };

    private InsightsQueryText Text(IEnumerable<string> lines, IEnumerable<string> ending, int limit) =>
        new(string.Join("\n| ", lines.Concat(ending).Append("limit " + InsightsText.Number(limit))), limit, null, isUnfiltered);

    // Where each row of the result is a row of the answer, the language can also judge, sort and limit them.
    private InsightsQueryText? Whole(IReadOnlyList<string> lines)
    {
        if (query.GroupFilter is null && query.Limit is null) return null;
        // Without keys there is always one group. Once AWS has left it out, no row tells so from a window without lines.
        if (query.Keys.Count == 0) return null;
        var unused = new InsightsNames();
        var ending = new List<string>();
        if (query.GroupFilter is not null)
        {
            if (new InsightsExpressions(unused, name => results[name]).Condition(query.GroupFilter) is not { } having || unused.Commands.Count > 0) return null;
            ending.Add("filter " + having.True.Condition);
        }

        if (query.Limit is not { } limit || limit >= parse.RowLimit) return query.GroupFilter is null ? null : Text(lines, ending, parse.RowLimit);
        if (!query.Order.All(order => results[order.Name].IsKnownPresent)) return null;
        if (query.Order.Count > 0) ending.Add("sort " + string.Join(", ", query.Order.Select(order => results[order.Name].Name + (order.Descending ? " desc" : " asc"))));
        return Text(lines, ending, limit);
    }

    // A row for each different value of a group, and then how many rows each group has: exact, where the language's own count need not be.
    private InsightsQueryPlan? WholeOfDistinct(IReadOnlyList<string> lines, FlowQuery ungrouped)
    {
        if (query.Measures is not [{ Kind: MeasureKind.CountDistinct, Where: null, Of: FieldExpression of } measure]) return null;
        var alias = InsightsText.Name(of.Name);
        if (said.Condition(of.IsPresent())?.True.Constant != true || results.Values.Any(key => key.Name == alias)) return null;
        var count = names.Take(InsightsText.Name(measure.Name));
        results[measure.Name] = new(count, IsNumber: true, IsKnownPresent: true);
        var keys = groupedBy.Where(one => one != alias).ToList();
        var counted = $"stats count(*) as {count}" + (keys.Count == 0 ? "" : " by " + string.Join(", ", keys));
        return Whole([.. lines, counted]) is not { } whole ? null : new InsightsQueryPlan
        {
            Texts = [whole],
            Columns = [.. columns.Values.Where(column => column is InsightsColumn.Field field ? field.Alias != alias : column is InsightsColumn.Number number && keys.Contains(number.Alias)), new InsightsColumn.Number(count, count, null)],
            Residue = ungrouped.Measure(FlowMeasure.Sum(measure.Name, FlowExpression.Field(count))),
        };
    }

    // First what must be in the rows as it stands in the lines; whatever is computed from that alone need not be asked for.
    private void NeedFields()
    {
        if (isShort) raw.UnionWith(query.InputNames);
        foreach (var condition in undecided) raw.UnionWith(isShort ? condition.Names : []);
        foreach (var condition in undecided) Need(condition);
        foreach (var key in query.Keys) Need(key.Expression);
        foreach (var measure in query.Measures)
        {
            if (AbsentNames.IsAbsent(measure.Of)) continue;
            if (measure.Of is not null && !(CanSumUp(measure) && CanSay(measure.Of))) Need(measure.Of);
            if (measure.Where is not null) Need(measure.Where);
        }
    }

    private static bool CanSumUp(FlowMeasure measure) => measure.Kind != MeasureKind.CountDistinct;

    private bool CanSay(FlowExpression expression) =>
        InsightsExpressions.IsCondition(expression) ? tried.Condition(expression) is not null : !tried.IsText(expression) && tried.Number(expression) is not null;

    private void Need(FlowExpression expression)
    {
        if (expression is FieldExpression field)
        {
            raw.Add(field.Name);
        }
        else if (!CanSay(expression))
        {
            switch (expression)
            {
                case ConditionalExpression choice:
                    Need(choice.Condition);
                    Need(choice.Then);
                    Need(choice.Otherwise);
                    break;
                case LogicalExpression logical:
                    foreach (var operand in logical.Operands) Need(operand);
                    break;
                case BinaryExpression binary:
                    Need(binary.Left);
                    Need(binary.Right);
                    break;
                case FunctionExpression function:
                    foreach (var operand in function.Operands) Need(operand);
                    break;
                default:
                    // Below a "not" it matters whether a condition is false or absent, which only the fields tell.
                    raw.UnionWith(expression.Names);
                    break;
            }
        }
    }

    private bool IsRaw(FlowExpression expression) => expression.Names.All(raw.Contains);

    /// <summary>An expression over fields, as one over the columns of the rows.</summary>
    private FlowExpression InColumns(FlowExpression expression) => expression.Rewrite(part =>
        IsRaw(part) ? part
        : !CanSay(part) || IsOppositeOfTruth(part) ? null
        : InsightsExpressions.IsCondition(part) ? Truth(said.Condition(part)!.True)
        : Number(said.Number(part)!, "k"));

    // A condition that is never absent needs no column of its own for its opposite.
    private bool IsOppositeOfTruth(FlowExpression expression) =>
        expression is NotExpression not && tried.Condition(not.Operand) is { } condition && condition.True.Opposite.Condition == condition.False.Condition;

    private FlowExpression Key(NamedExpression key)
    {
        var wanted = InsightsText.Name(key.Name);
        var column = IsRaw(key.Expression) || !CanSay(key.Expression) || InsightsExpressions.IsCondition(key.Expression)
            ? InColumns(key.Expression)
            : Number(said.Number(key.Expression)!, wanted);
        if (column is FieldExpression field)
        {
            var alias = columns[field.Name] switch { InsightsColumn.Field one => one.Alias, InsightsColumn.Number one => one.Alias, _ => wanted };
            var isPresent = columns[field.Name] is InsightsColumn.Field ? said.Condition(field.IsPresent())?.True.Constant == true : columns[field.Name] is InsightsColumn.Number { Presence: null };
            results[key.Name] = new(alias, !tried.IsText(key.Expression), isPresent);
        }
        else
        {
            isDirect = false;
        }

        return column;
    }

    private void GroupByField(string field)
    {
        var alias = InsightsText.Name(field);
        groupedBy.Add(alias);
        columns[field] = new InsightsColumn.Field(field, alias, FlowLogFields.FindOrUnknown(field).IsNumber);
    }

    private FlowExpression Number(InsightsNumber number, string wanted)
    {
        if (number.Presence.Constant == false) return FlowExpression.Absent;
        var alias = GroupBy(names.Of(number.Text, wanted));
        var presence = number.Presence.Constant == true ? null : GroupBy(Named(number.Presence));
        // The same number may be asked for under several conditions.
        var name = presence is null ? alias : $"{alias} where {presence}";
        columns[name] = new InsightsColumn.Number(name, alias, presence);
        return FlowExpression.Field(name);
    }

    private FlowExpression Truth(InsightsTruth truth)
    {
        if (truth.Constant is { } constant) return constant ? FlowExpression.All() : FlowExpression.Any();
        var alias = GroupBy(Named(truth));
        columns[alias] = new InsightsColumn.Number(alias, alias, null);
        return FlowExpression.Field(alias).Is(1);
    }

    private string Named(InsightsTruth truth) => names.Of(truth.Number ?? truth.Condition, "k");

    private string GroupBy(string alias)
    {
        if (!groupedBy.Contains(alias)) groupedBy.Add(alias);
        return alias;
    }

    /// <summary>What the text computes over each group; the same for the same text.</summary>
    private string Statistic(string text, string wanted)
    {
        if (statistics.TryGetValue(text, out var known)) return known;
        var alias = names.Take(wanted);
        statistics.Add(text, alias);
        return alias;
    }

    /// <summary>A column of the rows with such a value.</summary>
    private FlowExpression Computed(string text, string wanted)
    {
        var alias = Statistic(text, wanted);
        columns[alias] = new InsightsColumn.Number(alias, alias, null);
        return FlowExpression.Field(alias);
    }

    private FlowExpression Lines(string wanted = "lines") => Computed("count(*)", wanted);

    private FlowMeasure Measure(FlowMeasure measure)
    {
        var wanted = InsightsText.Name(measure.Name);
        var where = measure.Where;
        if (AbsentNames.IsAbsent(measure.Of))
        {
            isDirect = false;
            return measure with { Where = null };
        }

        // The condition is judged in code where the rows tell it anyway; it is said where it can be a factor.
        var isInText = where is not null && !IsRaw(where) && CanSay(where);
        var truth = isInText ? said.Condition(where!)!.True : InsightsTruth.Always;
        switch (measure.Kind)
        {
            case not MeasureKind.Count when isShort:
                isDirect = false;
                return InCode(measure);
            case MeasureKind.Count:
                return Named(measure, Count(measure.Name, wanted, isInText ? truth : null, isInText ? null : where));
            case MeasureKind.Sum when CanSay(measure.Of!) && truth.Number is not null:
                return Named(measure, Sum(measure, wanted, truth, isInText ? null : where));
            case MeasureKind.BitwiseOr when CanSay(measure.Of!) && truth.Number is not null && tried.Number(measure.Of!) is { IsNegative: false, Bits: { } bits }:
                return BitwiseOr(measure, said.Number(measure.Of!)!, bits, truth, isInText ? null : where);
            case MeasureKind.Minimum or MeasureKind.Maximum when CanSay(measure.Of!) && !IsRaw(measure.Of!):
                return Named(measure, Extreme(measure, wanted, said.Number(measure.Of!)!));
            case MeasureKind.EstimateDistinct when DistinctOf(measure.Of!) is { } of:
                return Named(measure, Estimate(measure, wanted, of));
            default:
                isDirect = false;
                return InCode(measure);
        }
    }

    // Where a measure is one column as it is, conditions on groups and the order may name it.
    private FlowMeasure Named(FlowMeasure measure, FlowMeasure merged)
    {
        if (merged is { Where: null, Of: FieldExpression field }) results[measure.Name] = new(field.Name, IsNumber: true, measure.Kind is not (MeasureKind.Minimum or MeasureKind.Maximum), IsNegative: true);
        else isDirect = false;
        return merged;
    }

    private FlowMeasure Count(string name, string wanted, InsightsTruth? truth, FlowExpression? where)
    {
        if (truth?.Constant == false) return FlowMeasure.Count(name, FlowExpression.Any());
        if (truth is not null && truth.Constant is null) return FlowMeasure.Sum(name, Computed($"sum({truth.Condition})", wanted));
        return where is null ? FlowMeasure.Sum(name, Lines(wanted)) : FlowMeasure.Sum(name, Lines(), InColumns(where));
    }

    private FlowMeasure Sum(FlowMeasure measure, string wanted, InsightsTruth truth, FlowExpression? where)
    {
        var text = Factors(measure.Of!, said.Number(measure.Of!)!, truth);
        return FlowMeasure.Sum(measure.Name, Computed($"sum({text})", wanted), where is null ? null : InColumns(where));
    }

    // An absent field is written as 0 already; what is computed from one is not.
    private static string Factors(FlowExpression of, InsightsNumber number, InsightsTruth truth)
    {
        var factor = of is FieldExpression ? truth : InsightsTruth.All(number.Presence, truth);
        return factor.Constant == true ? number.Text : $"{number.Text} * {factor.Number}";
    }

    private FlowMeasure BitwiseOr(FlowMeasure measure, InsightsNumber number, int bits, InsightsTruth truth, FlowExpression? where)
    {
        isDirect = false;
        var wanted = InsightsText.Name(measure.Name);
        var any = InsightsTruth.All(number.Presence, truth);
        var presence = any.Constant == true ? null : Statistic($"max({any.Number})", wanted + "_there");
        var factor = measure.Of is FieldExpression ? truth : any;
        var aliases = Enumerable.Range(0, bits)
            .Select(bit => Statistic($"max({InsightsExpressions.Bit(number, bit)}{(factor.Constant == true ? "" : " * " + factor.Number)})", $"{wanted}_{1L << bit}"))
            .ToList();
        var column = names.Take(wanted);
        columns[column] = new InsightsColumn.Bits(column, aliases, presence);
        return FlowMeasure.BitwiseOr(measure.Name, FlowExpression.Field(column), where is null ? null : InColumns(where));
    }

    // The smallest and largest of values that may be absent: only of the lines that have one.
    private FlowMeasure Extreme(FlowMeasure measure, string wanted, InsightsNumber number)
    {
        var column = Computed($"{(measure.Kind == MeasureKind.Minimum ? "min" : "max")}({number.Text})", wanted);
        return new FlowMeasure(measure.Name, measure.Kind, column, Both(number.Presence, measure.Where));
    }

    private FlowMeasure Estimate(FlowMeasure measure, string wanted, (string Text, InsightsTruth Presence) of) =>
        FlowMeasure.Sum(measure.Name, Computed($"count_distinct({of.Text})", wanted), Both(of.Presence, measure.Where));

    private (string Text, InsightsTruth Presence)? DistinctOf(FlowExpression of)
    {
        if (of is FieldExpression field && tried.IsText(of)) return (InsightsText.Name(field.Name), said.Condition(field.IsPresent())!.True);
        return CanSay(of) && said.Number(of) is { } number ? (of is FieldExpression plain ? InsightsText.Name(plain.Name) : number.Text, number.Presence) : null;
    }

    private FlowExpression? Both(InsightsTruth presence, FlowExpression? where)
    {
        var parts = new List<FlowExpression>();
        if (presence.Constant != true) parts.Add(Truth(presence));
        if (where is not null) parts.Add(InColumns(where));
        return parts.Count switch { 0 => null, 1 => parts[0], _ => FlowExpression.All(parts) };
    }

    // Everything it needs is in the rows; a row stands for as many lines as it counts.
    private FlowMeasure InCode(FlowMeasure measure)
    {
        var of = InColumns(measure.Of!);
        var where = measure.Where is null ? null : InColumns(measure.Where);
        return measure.Kind switch
        {
            MeasureKind.Sum => FlowMeasure.Sum(measure.Name, of * Lines(), where),
            MeasureKind.EstimateDistinct => FlowMeasure.CountDistinct(measure.Name, of, where),
            _ => measure with { Of = of, Where = where },
        };
    }
}
