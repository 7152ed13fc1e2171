namespace FlowWatch.Core.Queries;

/// <summary>Puts other expressions in the place of parts of an expression.</summary>
public static class FlowExpressionRewriting
{
    /// <summary>
    /// An expression in which some parts are replaced, outer ones first: the parts of what was put in are left as they are, those of what
    /// was not replaced are looked at in turn.
    /// </summary>
    /// <param name="expression">The expression; it is not changed.</param>
    /// <param name="replacement">What to put in the place of a part; null leaves it.</param>
    public static FlowExpression Rewrite(this FlowExpression expression, Func<FlowExpression, FlowExpression?> replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        if (replacement(expression) is { } replaced) return replaced;
        FlowExpression Inner(FlowExpression part) => Rewrite(part, replacement);
        return expression switch
        {
            BinaryExpression binary => binary with { Left = Inner(binary.Left), Right = Inner(binary.Right) },
            LogicalExpression logical => logical with { Operands = [.. logical.Operands.Select(Inner)] },
            NotExpression not => new NotExpression(Inner(not.Operand)),
            ConditionalExpression choice => new ConditionalExpression(Inner(choice.Condition), Inner(choice.Then), Inner(choice.Otherwise)),
            InExpression membership => membership with { Operand = Inner(membership.Operand) },
            InNetworkExpression membership => membership with { Operand = Inner(membership.Operand) },
            FunctionExpression function => function with { Operands = [.. function.Operands.Select(Inner)] },
            _ => expression,
        };
    }

    /// <summary>A query of the same meaning that derives nothing: each derived value stands wherever it was named.</summary>
    public static FlowQuery WithoutDerived(this FlowQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var values = new Dictionary<string, FlowExpression>();
        FlowExpression InPlace(FlowExpression expression) =>
            expression.Rewrite(part => part is FieldExpression field ? values.GetValueOrDefault(field.Name) : null);
        foreach (var derived in query.Derived) values[derived.Name] = InPlace(derived.Expression);

        var plain = query.From is null ? FlowQuery.OverRecords(query.Name) : FlowQuery.Over(query.Name, query.From);
        if (query.Filter is not null) plain = plain.Where(InPlace(query.Filter));
        plain = query.Keys.Aggregate(plain, (so, key) => so.By(key.Name, InPlace(key.Expression)));
        plain = plain.Measure([.. query.Measures.Select(measure => measure with
        {
            Of = measure.Of is null ? null : InPlace(measure.Of),
            Where = measure.Where is null ? null : InPlace(measure.Where),
        })]);
        return plain.EndingLike(query);
    }
}
