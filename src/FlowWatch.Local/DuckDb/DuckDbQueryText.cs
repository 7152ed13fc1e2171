using System.Globalization;
using System.Text;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Local.DuckDb;

/// <summary>
/// Renders <see cref="FlowQuery"/> to DuckDB SQL. Every value that comes from outside is a bound parameter; names are
/// quoted identifiers. A field that no part of the input has is rendered as NULL, and what depends on it alone with it:
/// a column of NULLs has no type of its own, and DuckDB would compare it as the number it takes it for.
/// </summary>
internal sealed class DuckDbQueryText
{
    /// <summary>Sums stop here, so that hostile numbers can neither overflow a sum nor what is computed from it.</summary>
    private const string LargestSum = "100000000000000000";

    private const int MostSingleValues = 200;

    /// <summary>
    /// How many different values it takes to set so many bits of 64: linear counting (Whang et al. 1990). Most groups have a
    /// few values, where this is closer than approx_count_distinct, and far cheaper. Fuller maps tell too little.
    /// </summary>
    private static readonly string EstimatesByBits =
        string.Join(", ", Enumerable.Range(0, 56).Select(bits => (int)Math.Round(-64 * Math.Log(1 - (bits / 64.0)))));

    private readonly List<object> parameters = [];
    private readonly IReadOnlySet<string> input;
    private readonly IReadOnlySet<string> available;

    private DuckDbQueryText(IReadOnlySet<string> input, IReadOnlySet<string> available)
    {
        this.input = input;
        this.available = available;
    }

    /// <summary>The SQL text, with one <c>?</c> per parameter.</summary>
    public string Sql { get; private set; } = "";

    /// <summary>The values of the parameters: <see cref="long"/>, <see cref="string"/>, or a list of either.</summary>
    public IReadOnlyList<object> Parameters => parameters;

    /// <summary>Renders a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="relation">SQL text of the relation it reads: a table name or a subquery in brackets.</param>
    /// <param name="available">The names that relation has.</param>
    public static DuckDbQueryText Render(FlowQuery query, string relation, IReadOnlySet<string> available)
    {
        var text = new DuckDbQueryText(query.From?.Columns.ToHashSet() ?? query.InputNames, WithDerived(query, available));
        text.Sql = text.Statement(query, relation);
        return text;
    }

    /// <summary>The columns of a query's result that can hold a value at all.</summary>
    /// <param name="query">The query.</param>
    /// <param name="available">The names that can hold a value in its rows.</param>
    public static IReadOnlySet<string> PresentColumns(FlowQuery query, IReadOnlySet<string> available)
    {
        var absent = new AbsentNames(WithDerived(query, available));
        return query.Keys.Where(key => !AbsentNames.IsAbsent(absent.Fold(key.Expression))).Select(key => key.Name)
            .Concat(query.Measures.Where(measure => !IsAlwaysAbsent(measure, absent)).Select(measure => measure.Name))
            .ToHashSet();
    }

    /// <summary>A name as a quoted identifier.</summary>
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A text as a quoted literal, for the few places where DuckDB takes no parameter.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>The clause that puts a query's result in its order; empty when it has none.</summary>
    public static string OrderOf(FlowQuery query) => query.Order.Count == 0 ? ""
        : "\nORDER BY " + string.Join(", ", query.Order.Select(order => Quote(order.Name) + (order.Descending ? " DESC NULLS LAST" : " NULLS LAST")));

    private string Statement(FlowQuery query, string relation)
    {
        // DuckDB counts parameters in the order they stand in the text, so the text is written strictly front to back.
        var sql = new StringBuilder("SELECT ");
        var columns = query.Keys.Select(key => $"{Expression(key.Expression)} AS {Quote(key.Name)}")
            .Concat(query.Measures.Select(measure => $"{Measure(measure)} AS {Quote(measure.Name)}"));
        sql.AppendJoin(",\n       ", columns);
        sql.Append("\nFROM ");
        var (early, late) = SplitFilter(query);
        AppendDerived(sql, Levels([.. query.Derived.Where(value => available.Contains(value.Name))]), relation, early);
        if (late is not null) sql.Append("\nWHERE ").Append(Condition(late, available));
        if (query.Keys.Count > 0) sql.Append("\nGROUP BY ").AppendJoin(", ", Enumerable.Range(1, query.Keys.Count));
        // Without it a query whose measures are all of absent fields would count as one without groups: a row per record.
        else sql.Append("\nHAVING true");
        if (query.GroupFilter is not null)
        {
            sql.Insert(0, "SELECT * FROM (").Append(")\nWHERE ").Append(Condition(query.GroupFilter, PresentColumns(query, available)));
        }

        sql.Append(OrderOf(query));
        if (query.Limit is { } limit) sql.Append(CultureInfo.InvariantCulture, $"\nLIMIT {limit}");
        return sql.ToString();
    }

    // A subquery per level of derived values. In one list DuckDB would put a copy of a value's expression wherever another
    // uses it, and the copies of copies would take more memory than the data.
    private void AppendDerived(StringBuilder sql, List<List<NamedExpression>> levels, string relation, FlowExpression? filter)
    {
        if (levels.Count == 0)
        {
            if (filter is null) sql.Append(relation);
            else sql.Append("(SELECT * FROM ").Append(relation).Append("\n      WHERE ").Append(Condition(filter, available)).Append(')');
            return;
        }

        sql.Append("(SELECT *");
        var replaced = levels[^1].Where(value => input.Contains(value.Name)).Select(value => Quote(value.Name)).ToList();
        if (replaced.Count > 0) sql.Append(" EXCLUDE (").AppendJoin(", ", replaced).Append(')');
        foreach (var value in levels[^1]) sql.Append(",\n        ").Append(Expression(value.Expression)).Append(" AS ").Append(Quote(value.Name));
        sql.Append("\n      FROM ");
        AppendDerived(sql, [.. levels.SkipLast(1)], relation, filter);
        sql.Append(')');
    }

    // What the filter asks of the input itself comes before anything is derived from it: DuckDB turns a set of values into a
    // join, and does not move that below the derived values by itself.
    private static (FlowExpression? Early, FlowExpression? Late) SplitFilter(FlowQuery query)
    {
        var derived = query.Derived.Select(value => value.Name).ToHashSet();
        var conditions = query.Filter is LogicalExpression { Operator: LogicalOperator.And } and ? and.Operands.SelectMany(Conjuncts).ToList()
            : query.Filter is null ? [] : [query.Filter];
        var parts = conditions.ToLookup(condition => condition.Names.Any(derived.Contains));
        return (Joined(parts[false]), Joined(parts[true]));

        static IEnumerable<FlowExpression> Conjuncts(FlowExpression expression) =>
            expression is LogicalExpression { Operator: LogicalOperator.And } and ? and.Operands.SelectMany(Conjuncts) : [expression];

        static FlowExpression? Joined(IEnumerable<FlowExpression> all) =>
            all.ToList() is { Count: > 0 } some ? (some.Count == 1 ? some[0] : FlowExpression.All(some)) : null;
    }

    private static List<List<NamedExpression>> Levels(IReadOnlyList<NamedExpression> derived)
    {
        var levels = new List<List<NamedExpression>>();
        var levelOf = new Dictionary<string, int>();
        var readAt = new Dictionary<string, int>();
        foreach (var value in derived)
        {
            // A value that takes the place of a field comes no earlier than what read the field itself.
            var level = Math.Max(readAt.GetValueOrDefault(value.Name), value.Expression.Names.Select(name => levelOf.GetValueOrDefault(name, -1)).DefaultIfEmpty(-1).Max() + 1);
            levelOf[value.Name] = level;
            foreach (var name in value.Expression.Names) readAt[name] = Math.Max(readAt.GetValueOrDefault(name), level);
            if (level == levels.Count) levels.Add([]);
            levels[level].Add(value);
        }

        return levels;
    }

    private static HashSet<string> WithDerived(FlowQuery query, IReadOnlySet<string> available)
    {
        var known = available.ToHashSet();
        foreach (var value in query.Derived)
        {
            if (AbsentNames.IsAbsent(new AbsentNames(known).Fold(value.Expression))) known.Remove(value.Name);
            else known.Add(value.Name);
        }

        return known;
    }

    private static bool IsAlwaysAbsent(FlowMeasure measure, AbsentNames absent) =>
        measure.Kind is MeasureKind.Minimum or MeasureKind.Maximum or MeasureKind.BitwiseOr
        && (AbsentNames.IsAbsent(absent.Fold(measure.Of!)) || (measure.Where is not null && AbsentNames.IsAbsent(absent.FoldCondition(measure.Where))));

    private string Measure(FlowMeasure measure)
    {
        var of = measure.Of is null ? null : new AbsentNames(available).Fold(measure.Of);
        var where = measure.Where is null ? null : new AbsentNames(available).FoldCondition(measure.Where);
        if (AbsentNames.IsAbsent(where) || AbsentNames.IsAbsent(of)) return Nothing(measure);

        var text = measure.Kind switch
        {
            MeasureKind.Count => "count(*)",
            MeasureKind.Sum => $"sum({Expression(of!)})",
            MeasureKind.Minimum => $"min({Expression(of!)})",
            MeasureKind.Maximum => $"max({Expression(of!)})",
            MeasureKind.BitwiseOr => $"bit_or({Expression(of!)})",
            MeasureKind.CountDistinct => $"count(DISTINCT {Expression(of!)})",
            MeasureKind.EstimateDistinct => $"bit_or(CASE WHEN {Expression(of!)} IS NOT NULL THEN 1::UBIGINT << (hash({Expression(of!)}) & 63) END)",
            _ => throw new InvalidOperationException($"Measure {measure.Kind} is unknown."),
        };
        if (where is not null) text += $" FILTER ({Write(where)})";
        return measure.Kind switch
        {
            MeasureKind.Sum => $"least(coalesce({text}, 0), {LargestSum})::BIGINT",
            // Where the map is nearly full, every row counts as one.
            MeasureKind.EstimateDistinct => $"coalesce([{EstimatesByBits}][coalesce(bit_count({text}), 0) + 1], count(*){(where is null ? "" : $" FILTER ({Write(where)})")})",
            MeasureKind.Minimum or MeasureKind.Maximum when IsNumberField(of!) => $"TRY_CAST({text} AS BIGINT)",
            _ => text,
        };
    }

    private static bool IsNumberField(FlowExpression expression) => expression is FieldExpression field && FlowLogFields.Find(field.Name) is { IsNumber: true };

    // Typed, because other queries compare and compute with it.
    private static string Nothing(FlowMeasure measure) => measure.Kind switch
    {
        MeasureKind.Count or MeasureKind.CountDistinct or MeasureKind.EstimateDistinct or MeasureKind.Sum => "0",
        _ when measure.Of!.Names.Select(FlowLogFields.Find).OfType<FlowLogField>().Any(field => !field.IsNumber) => "NULL::VARCHAR",
        _ => "NULL::BIGINT",
    };

    private string Expression(FlowExpression expression) => Write(new AbsentNames(available).Fold(expression));

    private string Condition(FlowExpression expression, IReadOnlySet<string> names) => Write(new AbsentNames(names).FoldCondition(expression));

    private string Write(FlowExpression expression) => expression switch
    {
        FieldExpression field => Quote(field.Name),
        ConstantExpression { Value: null } => "NULL",
        ConstantExpression { Value: long number } => number.ToString(CultureInfo.InvariantCulture),
        ConstantExpression { Value: { } value } => Bind(value),
        BinaryExpression { Operator: >= FlowOperator.Add } binary => $"({Wide(binary.Left)} {binary.Symbol} {Wide(binary.Right)})",
        BinaryExpression binary => $"({Write(binary.Left)} {binary.Symbol} {Write(binary.Right)})",
        LogicalExpression { Operands.Count: 0 } logical => logical.Operator == LogicalOperator.And ? "true" : "false",
        LogicalExpression logical => "(" + string.Join(logical.Operator == LogicalOperator.And ? " AND " : " OR ", logical.Operands.Select(Write)) + ")",
        NotExpression not => $"(NOT {Write(not.Operand)})",
        ConditionalExpression choice => $"CASE WHEN {Write(choice.Condition)} THEN {Write(choice.Then)} ELSE {Write(choice.Otherwise)} END",
        InExpression membership => In(membership),
        InNetworkExpression membership => InNetwork(membership),
        FunctionExpression function => Function(function),
        _ => throw new InvalidOperationException($"Expression {expression.GetType().Name} is unknown."),
    };

    // Ports and the like are narrow in DuckDB, and so would be what is computed from them.
    private string Wide(FlowExpression operand) => operand is ConstantExpression ? Write(operand) : $"TRY_CAST({Write(operand)} AS BIGINT)";

    private string In(InExpression membership)
    {
        var operand = Write(membership.Operand);
        if (membership.Values[0] is long)
        {
            return $"({operand} IN ({string.Join(", ", membership.Values.Select(value => ((long)value).ToString(CultureInfo.InvariantCulture)))}))";
        }

        // Few values one by one: DuckDB filters faster by a set it knows than by one it has to unpack.
        return membership.Values.Count <= MostSingleValues
            ? $"({operand} IN ({string.Join(", ", membership.Values.Select(Bind))}))"
            : $"({operand} IN (SELECT unnest({Bind(membership.Values.Cast<string>().ToList())}::VARCHAR[])))";
    }

    private string InNetwork(InNetworkExpression membership)
    {
        var operand = Write(membership.Operand);
        return $"{DuckDbFunctions.InNetwork}({operand}, {Bind(string.Join(' ', membership.Networks))})";
    }

    private string Function(FunctionExpression function)
    {
        var operands = function.Operands.Select(Write).ToList();
        return function.Function switch
        {
            FlowFunction.Least => $"least({string.Join(", ", operands)})",
            FlowFunction.Greatest => $"greatest({string.Join(", ", operands)})",
            FlowFunction.Coalesce => $"coalesce({string.Join(", ", operands)})",
            FlowFunction.Identity => $"hash({string.Join(", ", operands)})",
            FlowFunction.BitwiseAnd => $"({operands[0]} & {operands[1]})",
            FlowFunction.IsPresent => $"({operands[0]} IS NOT NULL)",
            FlowFunction.Number => $"TRY_CAST({operands[0]} AS BIGINT)",
            _ => throw new InvalidOperationException($"Function {function.Function} is unknown."),
        };
    }

    private string Bind(object value)
    {
        parameters.Add(value);
        return "?";
    }
}
