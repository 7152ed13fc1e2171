namespace FlowWatch.Core.Queries;

/// <summary>
/// Takes out of expressions what is absent in every row: names that no part of the input has, and what depends on them alone. What is
/// left has the same value for every row; only <see cref="FlowExpression.Identity"/> forgets operands that are always absent.
/// </summary>
/// <param name="present">The names that some row has a value for.</param>
public sealed class AbsentNames(IReadOnlySet<string> present)
{
    /// <summary>Whether an expression is the constant that is absent.</summary>
    public static bool IsAbsent(FlowExpression? expression) => expression is ConstantExpression { Value: null };

    /// <summary>An expression without what is always absent; <see cref="FlowExpression.Absent"/> where nothing is left.</summary>
    public FlowExpression Fold(FlowExpression expression)
    {
        switch (expression)
        {
            case FieldExpression field:
                return present.Contains(field.Name) ? field : FlowExpression.Absent;
            case BinaryExpression binary:
                var (left, right) = (Fold(binary.Left), Fold(binary.Right));
                return IsAbsent(left) || IsAbsent(right) ? FlowExpression.Absent : binary with { Left = left, Right = right };
            case NotExpression not:
                var operand = Fold(not.Operand);
                return IsAbsent(operand) ? FlowExpression.Absent : new NotExpression(operand);
            case InExpression { Values.Count: 0 } or InNetworkExpression { Networks.Count: 0 }:
                return FlowExpression.Any();
            case InExpression membership:
                var member = Fold(membership.Operand);
                return IsAbsent(member) ? FlowExpression.Absent : membership with { Operand = member };
            case InNetworkExpression membership:
                var address = Fold(membership.Operand);
                return IsAbsent(address) ? FlowExpression.Absent : membership with { Operand = address };
            case ConditionalExpression choice:
                return Choice(FoldCondition(choice.Condition), Fold(choice.Then), Fold(choice.Otherwise));
            case LogicalExpression logical:
                var operands = logical.Operands.Select(Fold).ToList();
                return operands.Count > 0 && operands.All(IsAbsent) ? FlowExpression.Absent : logical with { Operands = operands };
            case FunctionExpression function:
                return Function(function, [.. function.Operands.Select(Fold)]);
            default:
                return expression;
        }
    }

    /// <summary>
    /// The same for a condition, where absent counts as false: an absent operand of "or" can never make it true, and one of "and" never
    /// lets it be true. (Below a "not" it can.)
    /// </summary>
    public FlowExpression FoldCondition(FlowExpression condition)
    {
        if (condition is not LogicalExpression { Operands.Count: > 0 } logical) return Fold(condition);
        var operands = logical.Operands.Select(FoldCondition).ToList();
        if (logical.Operator == LogicalOperator.And) return operands.Any(IsAbsent) ? FlowExpression.Absent : logical with { Operands = operands };
        var left = operands.Where(operand => !IsAbsent(operand)).ToList();
        return left.Count switch { 0 => FlowExpression.Absent, 1 => left[0], _ => logical with { Operands = left } };
    }

    private static FlowExpression Choice(FlowExpression condition, FlowExpression then, FlowExpression otherwise) =>
        IsAbsent(condition) || (IsAbsent(then) && IsAbsent(otherwise)) ? otherwise : new ConditionalExpression(condition, then, otherwise);

    private static FlowExpression Function(FunctionExpression function, IReadOnlyList<FlowExpression> operands)
    {
        var left = operands.Where(operand => !IsAbsent(operand)).ToList();
        return function.Function switch
        {
            FlowFunction.Least or FlowFunction.Greatest or FlowFunction.Coalesce => left.Count switch
            {
                0 => FlowExpression.Absent,
                1 => left[0],
                _ => function with { Operands = left },
            },
            FlowFunction.Identity => left.Count == 0 ? FlowExpression.Constant(0) : function with { Operands = left },
            FlowFunction.IsPresent => left.Count == 0 ? FlowExpression.Any() : function with { Operands = operands },
            _ => left.Count < operands.Count ? FlowExpression.Absent : function with { Operands = operands },
        };
    }
}
