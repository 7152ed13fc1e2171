using FlowWatch.AwsSimulator.Logs.Execution.Functions;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>Makes expressions executable.</summary>
/// <param name="scope">The fields there are.</param>
/// <param name="dialect">The answers to what the documentation leaves open.</param>
/// <param name="aggregates">What an aggregate is in this place; null where there can be none.</param>
internal sealed class ExpressionCompiler(FieldScope scope, QueryDialect dialect, Func<AggregateExpression, Evaluator>? aggregates = null)
{
    /// <summary>The fields there are.</summary>
    public FieldScope Scope => scope;

    /// <summary>The value of an expression.</summary>
    /// <exception cref="MalformedQueryException">It cannot have one in this place.</exception>
    public Evaluator Value(Expression expression)
    {
        if (scope.SlotOf(expression) is { } slot) return row => row.Slots[slot];
        switch (expression)
        {
            case FieldExpression field:
                return scope.Field(field);
            case NumberExpression number:
                return Constant(QueryValue.OfNumber(number.Value));
            case TextExpression text:
                return Constant(QueryValue.OfText(text.Value));
            case BooleanExpression boolean:
                return Constant(QueryValue.OfBoolean(boolean.Value));
            case UnaryExpression { Operator: UnaryOperator.Negate } negation:
                var operand = Value(negation.Operand);
                return row => operand(row).TryGetNumber(out var value) ? QueryValue.OfNumber(-value) : default;
            case BinaryExpression binary when ArithmeticOf(binary.Operator) is { } arithmetic:
                return Arithmetic(binary, arithmetic);
            case AggregateExpression aggregate:
                return aggregates is null
                    ? throw new MalformedQueryException("An aggregate function can only be used in stats.", aggregate.Span)
                    : aggregates(aggregate);
            case CallExpression call:
                return Call(call);
            default:
                var condition = Condition(expression);
                return row => QueryValue.OfBoolean(condition(row));
        }
    }

    /// <summary>Whether a condition holds; one that is absent does not.</summary>
    /// <exception cref="MalformedQueryException">It cannot be asked in this place.</exception>
    public Func<QueryRow, bool> Condition(Expression expression)
    {
        if (scope.SlotOf(expression) is { } slot) return row => row.Slots[slot].IsTrue;
        switch (expression)
        {
            case UnaryExpression { Operator: UnaryOperator.Not } negation:
                var negated = Condition(negation.Operand);
                return row => !negated(row);
            case LogicalExpression logical:
                var operands = logical.Operands.Select(Condition).ToArray();
                return logical.IsAnd ? row => All(operands, row) : row => Any(operands, row);
            case BinaryExpression binary when ArithmeticOf(binary.Operator) is null:
                return Comparison(binary);
            case SubstringExpression substring:
                return Substring(substring);
            case RegexExpression regex:
                return Regex(regex);
            case MembershipExpression membership:
                return Membership(membership);
            default:
                var value = Value(expression);
                return row => value(row).IsTrue;
        }
    }

    private static Evaluator Constant(QueryValue value) => _ => value;

    private static bool All(Func<QueryRow, bool>[] conditions, QueryRow row)
    {
        foreach (var condition in conditions)
        {
            if (!condition(row)) return false;
        }

        return true;
    }

    private static bool Any(Func<QueryRow, bool>[] conditions, QueryRow row)
    {
        foreach (var condition in conditions)
        {
            if (condition(row)) return true;
        }

        return false;
    }

    private static Func<double, double, double>? ArithmeticOf(BinaryOperator sign) => sign switch
    {
        BinaryOperator.Add => (left, right) => left + right,
        BinaryOperator.Subtract => (left, right) => left - right,
        BinaryOperator.Multiply => (left, right) => left * right,
        BinaryOperator.Divide => (left, right) => left / right,
        BinaryOperator.Remainder => (left, right) => left % right,
        BinaryOperator.Power => Math.Pow,
        _ => null,
    };

    private Evaluator Arithmetic(BinaryExpression binary, Func<double, double, double> arithmetic)
    {
        var left = Value(binary.Left);
        var right = Value(binary.Right);
        return row => left(row).TryGetNumber(out var first) && right(row).TryGetNumber(out var second)
            ? QueryValue.OfNumber(arithmetic(first, second))
            : default;
    }

    private Func<QueryRow, bool> Comparison(BinaryExpression binary)
    {
        var left = Value(binary.Left);
        var right = Value(binary.Right);
        switch (binary.Operator)
        {
            case BinaryOperator.Equal:
                return row => QueryValue.AreEqual(left(row), right(row));
            case BinaryOperator.NotEqual:
                return row =>
                {
                    var first = left(row);
                    var second = right(row);
                    return first.IsPresent && second.IsPresent && !QueryValue.AreEqual(first, second);
                };
            case BinaryOperator.Less:
                return row => QueryValue.Compare(left(row), right(row)) < 0;
            case BinaryOperator.LessOrEqual:
                return row => QueryValue.Compare(left(row), right(row)) <= 0;
            case BinaryOperator.Greater:
                return row => QueryValue.Compare(left(row), right(row)) > 0;
            default:
                return row => QueryValue.Compare(left(row), right(row)) >= 0;
        }
    }

    private Func<QueryRow, bool> Substring(SubstringExpression substring)
    {
        var subject = Value(substring.Subject);
        return Negatable(substring.IsNegated, row =>
        {
            var value = subject(row);
            if (!value.IsPresent) return null;
            return value.Kind == QueryValueKind.Text
                ? value.TextSpan.Contains(substring.Part, StringComparison.Ordinal)
                : value.AsText()!.Contains(substring.Part, StringComparison.Ordinal);
        });
    }

    private Func<QueryRow, bool> Regex(RegexExpression regex)
    {
        var subject = Value(regex.Subject);
        return Negatable(regex.IsNegated, row =>
        {
            var value = subject(row);
            if (!value.IsPresent) return null;
            return value.Kind == QueryValueKind.Text ? regex.Pattern.IsMatch(value.TextSpan) : regex.Pattern.IsMatch(value.AsText()!);
        });
    }

    private Func<QueryRow, bool> Membership(MembershipExpression membership)
    {
        var subject = Value(membership.Subject);
        var members = membership.Values.Select(value => Value(value)(null!)).ToArray();
        return Negatable(membership.IsNegated, row =>
        {
            var value = subject(row);
            if (!value.IsPresent) return null;
            foreach (var member in members)
            {
                if (QueryValue.AreEqual(value, member)) return true;
            }

            return false;
        });
    }

    // A match of an absent field does not hold; whether "not like" and "not in" then do is the dialect's.
    private Func<QueryRow, bool> Negatable(bool isNegated, Func<QueryRow, bool?> matches)
    {
        if (!isNegated) return row => matches(row) == true;
        return dialect.NegatedMatchTakesAbsent ? row => matches(row) != true : row => matches(row) == false;
    }

    private Evaluator Call(CallExpression call) => call.Function switch
    {
        <= QueryFunction.ToDouble => NumericFunctions.Compile(call, this),
        <= QueryFunction.QueryTimeRange => TimeFunctions.Compile(call, this),
        <= QueryFunction.MessageSize => GeneralFunctions.Compile(call, this),
        <= QueryFunction.Ipv4ToNumber => AddressFunctions.Compile(call, this),
        _ => TextFunctions.Compile(call, this),
    };
}
