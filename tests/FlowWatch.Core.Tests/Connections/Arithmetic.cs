using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Tests.Connections;

/// <summary>Works out the arithmetic of an expression over one row, as an engine would.</summary>
internal static class Arithmetic
{
    public static long? Evaluate(FlowExpression expression, IReadOnlyDictionary<string, long?> row) => expression switch
    {
        FieldExpression field => row[field.Name],
        ConstantExpression constant => (long?)constant.Value,
        BinaryExpression { Operator: FlowOperator.Add } sum => Evaluate(sum.Left, row) + Evaluate(sum.Right, row),
        BinaryExpression { Operator: FlowOperator.Subtract } difference => Evaluate(difference.Left, row) - Evaluate(difference.Right, row),
        BinaryExpression { Operator: FlowOperator.Multiply } product => Evaluate(product.Left, row) * Evaluate(product.Right, row),
        FunctionExpression { Function: FlowFunction.Least } least => least.Operands.Min(operand => Evaluate(operand, row)),
        FunctionExpression { Function: FlowFunction.Greatest } greatest => greatest.Operands.Max(operand => Evaluate(operand, row)),
        _ => throw new NotSupportedException($"{expression}"),
    };
}
