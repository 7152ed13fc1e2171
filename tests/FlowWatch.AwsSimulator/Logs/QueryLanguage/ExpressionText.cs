using System.Globalization;
using System.Text;

namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>
/// An expression in one form, however it was written: after <c>stats</c>, a column without an alias is known by the expression that
/// made it, as in <c>stats count(*) by x | sort COUNT(*)</c>.
/// </summary>
internal static class ExpressionText
{
    /// <summary>The form.</summary>
    public static string Of(Expression expression)
    {
        var text = new StringBuilder();
        Append(text, expression);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Expression expression)
    {
        switch (expression)
        {
            case FieldExpression field:
                text.Append('`').Append(field.Name).Append('`');
                break;
            case NumberExpression number:
                text.Append(number.Value.ToString("R", CultureInfo.InvariantCulture));
                break;
            case TextExpression constant:
                text.Append('"').Append(constant.Value.Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
                break;
            case BooleanExpression boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case PeriodExpression period:
                text.Append(CultureInfo.InvariantCulture, $"{period.Period.Count}{period.Period.Unit}");
                break;
            case UnaryExpression unary:
                text.Append(unary.Operator).Append('(');
                Append(text, unary.Operand);
                text.Append(')');
                break;
            case BinaryExpression binary:
                text.Append(binary.Operator).Append('(');
                Append(text, binary.Left);
                text.Append(',');
                Append(text, binary.Right);
                text.Append(')');
                break;
            case LogicalExpression logical:
                AppendCall(text, logical.IsAnd ? "and" : "or", logical.Operands);
                break;
            case CallExpression call:
                AppendCall(text, call.Function.ToString(), call.Arguments);
                break;
            case AggregateExpression aggregate:
                AppendCall(text, aggregate.Aggregate.ToString(), aggregate.Argument is { } argument ? [argument] : []);
                text.Append(aggregate.Percent.ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                // Matches have nothing that could be written in two ways and would be worth comparing.
                text.Append(expression.GetType().Name).Append(expression.Span);
                break;
        }
    }

    private static void AppendCall(StringBuilder text, string name, IReadOnlyList<Expression> arguments)
    {
        text.Append(name).Append('(');
        foreach (var argument in arguments)
        {
            Append(text, argument);
            text.Append(',');
        }

        text.Append(')');
    }
}
