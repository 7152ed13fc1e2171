using System.Text;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution.Functions;

/// <summary>Functions of any value.</summary>
internal static class GeneralFunctions
{
    /// <summary>The function made executable.</summary>
    public static Evaluator Compile(CallExpression call, ExpressionCompiler compiler) => call.Function switch
    {
        QueryFunction.IsPresent => IsPresent(compiler.Value(call.Arguments[0])),
        QueryFunction.IsNumeric => IsNumeric(compiler.Value(call.Arguments[0])),
        QueryFunction.MessageSize => MessageSize(compiler.Value(call.Arguments[0])),
        QueryFunction.Coalesce => Coalesce([.. call.Arguments.Select(compiler.Value)]),
        QueryFunction.If or QueryFunction.Case => Choice(call.Arguments, compiler),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call.Function, null),
    };

    private static Evaluator IsPresent(Evaluator argument) => row => QueryValue.OfBoolean(argument(row).IsPresent);

    private static Evaluator IsNumeric(Evaluator argument) => row => QueryValue.OfBoolean(argument(row).TryGetNumber(out _));

    private static Evaluator MessageSize(Evaluator argument) => row =>
        argument(row).AsText() is { } text ? QueryValue.OfNumber(Encoding.UTF8.GetByteCount(text)) : default;

    private static Evaluator Coalesce(Evaluator[] arguments) => row =>
    {
        foreach (var argument in arguments)
        {
            var value = argument(row);
            if (value.IsPresent) return value;
        }

        return default;
    };

    // "if" is a "case" of one branch and a default.
    private static Evaluator Choice(IReadOnlyList<Expression> arguments, ExpressionCompiler compiler)
    {
        var branches = arguments.Chunk(2).Where(pair => pair.Length == 2)
            .Select(pair => (Condition: compiler.Condition(pair[0]), Value: compiler.Value(pair[1])))
            .ToArray();
        var otherwise = arguments.Count % 2 == 1 ? compiler.Value(arguments[^1]) : _ => default;
        return row =>
        {
            foreach (var (condition, value) in branches)
            {
                if (condition(row)) return value(row);
            }

            return otherwise(row);
        };
    }
}
