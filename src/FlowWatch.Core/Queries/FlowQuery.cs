using System.Text;

namespace FlowWatch.Core.Queries;

/// <summary>
/// A question put to flow logs: which rows, grouped by what, measured how. Immutable. It knows no query language; an
/// engine renders it. Its rows are flow log records, or the result of another query (<see cref="From"/>), so that
/// several questions can share one pass over the records: an engine runs an inner query once however many ask over it.
/// </summary>
/// <remarks>Order of evaluation: derived values, filter, groups and measures, having, order, limit.</remarks>
public sealed record FlowQuery
{
    private FlowQuery(string name, FlowQuery? from)
    {
        Name = name;
        From = from;
    }

    /// <summary>A short name for logs and for <c>--dry-run</c>: <c>connections</c>.</summary>
    public string Name { get; }

    /// <summary>The query whose result this one reads; null reads flow log records.</summary>
    public FlowQuery? From { get; }

    /// <summary>Values computed per row before anything else, each may use those before it.</summary>
    public IReadOnlyList<NamedExpression> Derived { get; private init; } = [];

    /// <summary>The rows that count; null takes all.</summary>
    public FlowExpression? Filter { get; private init; }

    /// <summary>What to group by; none makes one group of everything.</summary>
    public IReadOnlyList<NamedExpression> Keys { get; private init; } = [];

    /// <summary>What to compute per group.</summary>
    public IReadOnlyList<FlowMeasure> Measures { get; private init; } = [];

    /// <summary>The groups that count; null takes all. It sees keys and measures only.</summary>
    public FlowExpression? GroupFilter { get; private init; }

    /// <summary>The order of the result; none leaves it to the engine.</summary>
    public IReadOnlyList<FlowOrder> Order { get; private init; } = [];

    /// <summary>How many rows at the most; null takes all.</summary>
    public int? Limit { get; private init; }

    /// <summary>A question to the flow log records themselves.</summary>
    public static FlowQuery OverRecords(string name) => new(name, null);

    /// <summary>A question to the result of another.</summary>
    public static FlowQuery Over(string name, FlowQuery inner) => new(name, inner);

    /// <summary>Adds a derived value.</summary>
    public FlowQuery Derive(string name, FlowExpression expression) => this with { Derived = [.. Derived, new(name, expression)] };

    /// <summary>Adds derived values.</summary>
    public FlowQuery Derive(IEnumerable<NamedExpression> derived) => this with { Derived = [.. Derived, .. derived] };

    /// <summary>Adds a condition that rows must meet.</summary>
    public FlowQuery Where(FlowExpression condition) => this with { Filter = Filter is null ? condition : Filter & condition };

    /// <summary>Adds fields to group by.</summary>
    public FlowQuery By(params IReadOnlyList<string> fields) =>
        this with { Keys = [.. Keys, .. fields.Select(field => new NamedExpression(field, FlowExpression.Field(field)))] };

    /// <summary>Adds a computed value to group by.</summary>
    public FlowQuery By(string name, FlowExpression expression) => this with { Keys = [.. Keys, new(name, expression)] };

    /// <summary>Adds measures.</summary>
    public FlowQuery Measure(params IReadOnlyList<FlowMeasure> measures) => this with { Measures = [.. Measures, .. measures] };

    /// <summary>Adds a condition that groups must meet.</summary>
    public FlowQuery Having(FlowExpression condition) => this with { GroupFilter = GroupFilter is null ? condition : GroupFilter & condition };

    /// <summary>Adds a name to order by, smallest first.</summary>
    public FlowQuery OrderBy(string name) => this with { Order = [.. Order, new(name, false)] };

    /// <summary>Adds a name to order by, largest first.</summary>
    public FlowQuery OrderByDescending(string name) => this with { Order = [.. Order, new(name, true)] };

    /// <summary>Keeps the first rows only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public FlowQuery Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return this with { Limit = count };
    }

    /// <summary>The same rows, groups and measures, but with another query's conditions on groups, order and limit.</summary>
    public FlowQuery EndingLike(FlowQuery other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { GroupFilter = other.GroupFilter, Order = other.Order, Limit = other.Limit };
    }

    /// <summary>The names of the result's columns, keys first.</summary>
    public IEnumerable<string> Columns => Keys.Select(key => key.Name).Concat(Measures.Select(measure => measure.Name));

    /// <summary>The names it reads from its rows (from flow log records: the fields it needs).</summary>
    public IReadOnlySet<string> InputNames
    {
        get
        {
            var inputs = new HashSet<string>();
            var derived = new HashSet<string>();
            foreach (var value in Derived)
            {
                // What a value reads may have been derived before it, but not by itself.
                inputs.UnionWith(value.Expression.Names.Where(name => !derived.Contains(name)));
                derived.Add(value.Name);
            }

            inputs.UnionWith((Filter?.Names ?? [])
                .Concat(Keys.SelectMany(key => key.Expression.Names))
                .Concat(Measures.SelectMany(measure => (measure.Of?.Names ?? []).Concat(measure.Where?.Names ?? [])))
                .Where(name => !derived.Contains(name)));
            return inputs;
        }
    }

    /// <summary>The query as people read it, one clause a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("query ").AppendLine(Name);
        text.Append("  over ").AppendLine(From?.Name ?? "records");
        foreach (var value in Derived) text.Append("  derive ").Append(value).AppendLine();
        if (Filter is not null) text.Append("  where ").Append(Filter).AppendLine();
        if (Keys.Count > 0) text.Append("  by ").AppendJoin(", ", Keys).AppendLine();
        foreach (var measure in Measures) text.Append("  measure ").Append(measure).AppendLine();
        if (GroupFilter is not null) text.Append("  having ").Append(GroupFilter).AppendLine();
        if (Order.Count > 0) text.Append("  order by ").AppendJoin(", ", Order).AppendLine();
        if (Limit is not null) text.Append("  limit ").Append(Limit).AppendLine();
        return text.ToString();
    }
}
