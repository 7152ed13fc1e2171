using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution.Functions;

/// <summary>Functions of time. Only a timestamp is a time: a number becomes one by <c>fromMillis</c>.</summary>
internal static class TimeFunctions
{
    private const long MillisecondsInSecond = 1000;

    /// <summary>The function made executable.</summary>
    public static Evaluator Compile(CallExpression call, ExpressionCompiler compiler)
    {
        switch (call.Function)
        {
            case QueryFunction.Bin:
                return Rounded(compiler.Value(new FieldExpression("@timestamp", call.Span)), PeriodOf(call.Arguments[0]).Floor);
            case QueryFunction.DateFloor:
                return Rounded(compiler.Value(call.Arguments[0]), PeriodOf(call.Arguments[1]).Floor);
            case QueryFunction.DateCeil:
                return Rounded(compiler.Value(call.Arguments[0]), PeriodOf(call.Arguments[1]).Ceiling);
            case QueryFunction.FromMillis:
                var milliseconds = compiler.Value(call.Arguments[0]);
                return row => milliseconds(row).TryGetNumber(out var value) ? QueryValue.OfTimestamp(value) : default;
            case QueryFunction.ToMillis:
                var timestamp = compiler.Value(call.Arguments[0]);
                return row => timestamp(row).TryGetTimestamp(out var value) ? QueryValue.OfNumber(value) : default;
            case QueryFunction.Now:
                return row => QueryValue.OfNumber(row.Context.StartedAt / MillisecondsInSecond);
            case QueryFunction.QueryStartTime:
                return row => QueryValue.OfNumber(row.Context.RangeStart);
            case QueryFunction.QueryEndTime:
                return row => QueryValue.OfNumber(row.Context.RangeEnd);
            case QueryFunction.QueryTimeRange:
                return row => QueryValue.OfNumber(row.Context.RangeEnd - row.Context.RangeStart);
            default:
                throw new ArgumentOutOfRangeException(nameof(call), call.Function, null);
        }
    }

    private static Evaluator Rounded(Evaluator time, Func<long, long> round) =>
        row => time(row).TryGetTimestamp(out var value) ? QueryValue.OfTimestamp(round(value)) : default;

    private static QueryPeriod PeriodOf(Expression argument) => ((PeriodExpression)argument).Period;
}
