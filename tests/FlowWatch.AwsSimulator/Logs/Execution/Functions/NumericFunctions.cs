using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution.Functions;

/// <summary>Functions of numbers. One that lacks an argument, or gets text that is no number, has no value.</summary>
internal static class NumericFunctions
{
    private const int MostDecimals = 15;

    /// <summary>The function made executable.</summary>
    public static Evaluator Compile(CallExpression call, ExpressionCompiler compiler)
    {
        var arguments = call.Arguments.Select(compiler.Value).ToArray();
        return call.Function switch
        {
            QueryFunction.Abs => Of(arguments, Math.Abs),
            QueryFunction.Ceil => Of(arguments, Math.Ceiling),
            QueryFunction.Floor => Of(arguments, Math.Floor),
            QueryFunction.Log => Of(arguments, Math.Log),
            QueryFunction.Sqrt => Of(arguments, Math.Sqrt),
            QueryFunction.ToInt => Of(arguments, value => Truncated(value, int.MinValue, int.MaxValue)),
            QueryFunction.ToLong => Of(arguments, value => Truncated(value, long.MinValue, long.MaxValue)),
            QueryFunction.ToNumber or QueryFunction.ToDouble => Of(arguments, value => value),
            QueryFunction.Round when arguments.Length == 1 => Of(arguments, value => Math.Round(value, MidpointRounding.AwayFromZero)),
            QueryFunction.Round => Folded(arguments, (value, decimals) =>
                Math.Round(value, (int)Math.Clamp(decimals, 0, MostDecimals), MidpointRounding.AwayFromZero)),
            QueryFunction.Greatest => Folded(arguments, Math.Max),
            QueryFunction.Least => Folded(arguments, Math.Min),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call.Function, null),
        };
    }

    private static double Truncated(double value, double minimum, double maximum) =>
        value >= minimum && value <= maximum ? Math.Truncate(value) : double.NaN;

    private static Evaluator Of(Evaluator[] arguments, Func<double, double> function)
    {
        var argument = arguments[0];
        return row => argument(row).TryGetNumber(out var value) ? QueryValue.OfNumber(function(value)) : default;
    }

    private static Evaluator Folded(Evaluator[] arguments, Func<double, double, double> function) => row =>
    {
        if (!arguments[0](row).TryGetNumber(out var result)) return default;
        for (var index = 1; index < arguments.Length; index++)
        {
            if (!arguments[index](row).TryGetNumber(out var value)) return default;
            result = function(result, value);
        }

        return QueryValue.OfNumber(result);
    };
}
