using System.Globalization;
using System.Net;

namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>
/// Makes expressions ready to run over rows by position. Absent values follow SQL, as <see cref="FlowExpression"/> says. A number that does
/// not fit 64 bits is absent, so that hostile numbers stop nobody.
/// </summary>
/// <param name="positions">Where the names stand in a row; a name without a position is absent in every row.</param>
internal sealed class FlowExpressionCompiler(IReadOnlyDictionary<string, int> positions)
{
    /// <summary>Makes an expression ready.</summary>
    public FlowEvaluation Compile(FlowExpression expression) => expression switch
    {
        FieldExpression field => Field(field.Name),
        ConstantExpression constant => Constant(FlowValue.OfObject(constant.Value)),
        BinaryExpression { Operator: >= FlowOperator.Add } binary => Arithmetic(binary.Operator, Compile(binary.Left), Compile(binary.Right)),
        BinaryExpression binary => Comparison(binary.Operator, Compile(binary.Left), Compile(binary.Right)),
        LogicalExpression logical => Logical(logical.Operator == LogicalOperator.Or, [.. logical.Operands.Select(Compile)]),
        NotExpression not => Not(Compile(not.Operand)),
        ConditionalExpression choice => Choice(Compile(choice.Condition), Compile(choice.Then), Compile(choice.Otherwise)),
        InExpression membership => In(Compile(membership.Operand), membership.Values),
        InNetworkExpression membership => InNetwork(Compile(membership.Operand), membership.Networks),
        FunctionExpression function => Function(function.Function, [.. function.Operands.Select(Compile)]),
        _ => throw new InvalidOperationException($"Expression {expression.GetType().Name} is unknown."),
    };

    private FlowEvaluation Field(string name) => positions.TryGetValue(name, out var position) ? row => row[position] : Constant(FlowValue.Absent);

    private static FlowEvaluation Constant(FlowValue value) => _ => value;

    private static FlowEvaluation Arithmetic(FlowOperator which, FlowEvaluation left, FlowEvaluation right) => row =>
    {
        var (first, second) = (left(row), right(row));
        if (first.IsAbsent || second.IsAbsent) return FlowValue.Absent;
        var result = which switch
        {
            FlowOperator.Add => (Int128)first.Number + second.Number,
            FlowOperator.Subtract => (Int128)first.Number - second.Number,
            FlowOperator.Multiply => (Int128)first.Number * second.Number,
            FlowOperator.Divide when second.Number == 0 => Int128.MaxValue,
            FlowOperator.Divide => (Int128)first.Number / second.Number,
            _ => throw new InvalidOperationException($"Operator {which} is unknown."),
        };
        return result >= long.MinValue && result <= long.MaxValue ? FlowValue.Of((long)result) : FlowValue.Absent;
    };

    private static FlowEvaluation Comparison(FlowOperator which, FlowEvaluation left, FlowEvaluation right)
    {
        Func<int, bool> holds = which switch
        {
            FlowOperator.Equal => order => order == 0,
            FlowOperator.NotEqual => order => order != 0,
            FlowOperator.Less => order => order < 0,
            FlowOperator.LessOrEqual => order => order <= 0,
            FlowOperator.Greater => order => order > 0,
            FlowOperator.GreaterOrEqual => order => order >= 0,
            _ => throw new InvalidOperationException($"Operator {which} is unknown."),
        };
        return row =>
        {
            var (first, second) = (left(row), right(row));
            return first.IsAbsent || second.IsAbsent ? FlowValue.Absent : FlowValue.Of(holds(FlowValue.Compare(first, second)));
        };
    }

    private static FlowEvaluation Logical(bool decisive, FlowEvaluation[] operands) => row =>
    {
        var isKnown = true;
        foreach (var operand in operands)
        {
            var value = operand(row);
            if (value.IsAbsent) isKnown = false;
            else if (value.IsTrue == decisive) return value;
        }

        return isKnown ? FlowValue.Of(!decisive) : FlowValue.Absent;
    };

    private static FlowEvaluation Not(FlowEvaluation operand) => row =>
    {
        var value = operand(row);
        return value.IsAbsent ? value : FlowValue.Of(!value.IsTrue);
    };

    private static FlowEvaluation Choice(FlowEvaluation condition, FlowEvaluation then, FlowEvaluation otherwise) =>
        row => condition(row).IsTrue ? then(row) : otherwise(row);

    private static FlowEvaluation In(FlowEvaluation operand, IReadOnlyList<object> values)
    {
        if (values.Count == 0) return Constant(FlowValue.False);
        var set = values.Select(FlowValue.OfObject).ToHashSet();
        return row =>
        {
            var value = operand(row);
            return value.IsAbsent ? value : FlowValue.Of(set.Contains(value));
        };
    }

    private static FlowEvaluation InNetwork(FlowEvaluation operand, IReadOnlyList<IPNetwork> networks)
    {
        if (networks.Count == 0) return Constant(FlowValue.False);
        return row => operand(row).Text is { } text
            ? FlowValue.Of(IPAddress.TryParse(text, out var address) && networks.Any(network => network.Contains(address)))
            : FlowValue.Absent;
    }

    private static FlowEvaluation Function(FlowFunction function, FlowEvaluation[] operands) => function switch
    {
        FlowFunction.Least => Chosen(operands, order => order < 0),
        FlowFunction.Greatest => Chosen(operands, order => order > 0),
        FlowFunction.Coalesce => FirstPresent(operands),
        FlowFunction.Identity => Identity(operands),
        FlowFunction.IsPresent => row => FlowValue.Of(!operands[0](row).IsAbsent),
        FlowFunction.BitwiseAnd => Bits(operands[0], operands[1]),
        FlowFunction.Number => Number(operands[0]),
        _ => throw new InvalidOperationException($"Function {function} is unknown."),
    };

    private static FlowEvaluation Chosen(FlowEvaluation[] operands, Func<int, bool> isBetter) => row =>
    {
        var best = FlowValue.Absent;
        foreach (var operand in operands)
        {
            var value = operand(row);
            if (!value.IsAbsent && (best.IsAbsent || isBetter(FlowValue.Compare(value, best)))) best = value;
        }

        return best;
    };

    private static FlowEvaluation FirstPresent(FlowEvaluation[] operands) => row =>
    {
        foreach (var operand in operands)
        {
            var value = operand(row);
            if (!value.IsAbsent) return value;
        }

        return FlowValue.Absent;
    };

    private static FlowEvaluation Identity(FlowEvaluation[] operands) => row =>
    {
        var values = new FlowValue[operands.Length];
        for (var index = 0; index < values.Length; index++) values[index] = operands[index](row);
        return FlowValue.Of(FlowIdentity.Of(values));
    };

    private static FlowEvaluation Bits(FlowEvaluation left, FlowEvaluation right) => row =>
    {
        var (first, second) = (left(row), right(row));
        return first.IsAbsent || second.IsAbsent ? FlowValue.Absent : FlowValue.Of(first.Number & second.Number);
    };

    private static FlowEvaluation Number(FlowEvaluation operand) => row =>
    {
        var value = operand(row);
        return value.Text is not { } text ? value
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? FlowValue.Of(number)
            : FlowValue.Absent;
    };
}
