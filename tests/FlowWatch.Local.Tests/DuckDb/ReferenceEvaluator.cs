using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FlowWatch.Core.Queries;

namespace FlowWatch.Local.Tests.DuckDb;

/// <summary>
/// What a <see cref="FlowQuery"/> means, said as plainly as it can be: no plan, no SQL, nothing shared with an engine.
/// Values are <see cref="long"/>, <see cref="string"/>, <see cref="bool"/> and null for absent.
/// </summary>
internal static partial class ReferenceEvaluator
{
    public static List<Dictionary<string, object?>> Run(FlowQuery query, IReadOnlyList<Dictionary<string, object?>> records)
    {
        var input = query.From is null ? records : Run(query.From, records);
        var rows = input.Select(row => Derive(row, query.Derived)).Where(row => query.Filter is null || IsTrue(Value(query.Filter, row))).ToList();
        var groups = rows.GroupBy(row => query.Keys.Select(key => Value(key.Expression, row)).ToList(), new SameValues())
            .Select(group => (Keys: group.Key, Rows: group.ToList())).ToList();
        if (query.Keys.Count == 0 && groups.Count == 0) groups.Add(([], []));

        var result = groups.Select(group => Group(query, group.Keys, group.Rows))
            .Where(row => query.GroupFilter is null || IsTrue(Value(query.GroupFilter, row)));
        if (query.Order.Count > 0) result = result.Order(new ByOrder(query.Order));
        return [.. query.Limit is { } limit ? result.Take(limit) : result];
    }

    private static Dictionary<string, object?> Derive(Dictionary<string, object?> row, IEnumerable<NamedExpression> derived)
    {
        var extended = new Dictionary<string, object?>(row);
        foreach (var value in derived) extended[value.Name] = Value(value.Expression, extended);
        return extended;
    }

    private static Dictionary<string, object?> Group(FlowQuery query, List<object?> keys, List<Dictionary<string, object?>> rows)
    {
        var group = query.Keys.Zip(keys).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        foreach (var measure in query.Measures) group[measure.Name] = Measure(measure, rows);
        return group;
    }

    private static object? Measure(FlowMeasure measure, IEnumerable<Dictionary<string, object?>> rows)
    {
        var counted = rows.Where(row => measure.Where is null || IsTrue(Value(measure.Where, row)));
        if (measure.Kind == MeasureKind.Count) return counted.LongCount();
        var values = counted.Select(row => Value(measure.Of!, row)).Where(value => value is not null).ToList();
        return measure.Kind switch
        {
            MeasureKind.Sum => values.Sum(value => (long)value!),
            MeasureKind.CountDistinct => (long)values.Distinct().Count(),
            MeasureKind.BitwiseOr => values.Count == 0 ? null : values.Aggregate(0L, (bits, value) => bits | (long)value!),
            MeasureKind.Minimum => values.Count == 0 ? null : values.Aggregate((left, right) => Compare(left!, right!) <= 0 ? left : right),
            MeasureKind.Maximum => values.Count == 0 ? null : values.Aggregate((left, right) => Compare(left!, right!) >= 0 ? left : right),
            _ => throw new InvalidOperationException($"{measure.Kind}?"),
        };
    }

    private static object? Value(FlowExpression expression, Dictionary<string, object?> row) => expression switch
    {
        FieldExpression field => row.GetValueOrDefault(field.Name),
        ConstantExpression constant => constant.Value,
        BinaryExpression binary => Binary(binary.Operator, Value(binary.Left, row), Value(binary.Right, row)),
        LogicalExpression logical => Logical(logical, row),
        NotExpression not => Value(not.Operand, row) is bool value ? !value : null,
        ConditionalExpression choice => IsTrue(Value(choice.Condition, row)) ? Value(choice.Then, row) : Value(choice.Otherwise, row),
        InExpression { Values.Count: 0 } => false,
        InExpression membership => Value(membership.Operand, row) is { } value ? membership.Values.Contains(value) : null,
        InNetworkExpression { Networks.Count: 0 } => false,
        InNetworkExpression membership => Value(membership.Operand, row) is string address ? membership.Networks.Any(network => IsIn(network, address)) : null,
        FunctionExpression function => Function(function.Function, [.. function.Operands.Select(operand => Value(operand, row))]),
        _ => throw new InvalidOperationException($"{expression}?"),
    };

    private static object? Binary(FlowOperator which, object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        _ => which switch
        {
            FlowOperator.Equal => Compare(left, right) == 0,
            FlowOperator.NotEqual => Compare(left, right) != 0,
            FlowOperator.Less => Compare(left, right) < 0,
            FlowOperator.LessOrEqual => Compare(left, right) <= 0,
            FlowOperator.Greater => Compare(left, right) > 0,
            FlowOperator.GreaterOrEqual => Compare(left, right) >= 0,
            FlowOperator.Add => (long)left + (long)right,
            FlowOperator.Subtract => (long)left - (long)right,
            FlowOperator.Multiply => (long)left * (long)right,
            FlowOperator.Divide => (long)right == 0 ? null : (long)left / (long)right,
            _ => throw new InvalidOperationException($"{which}?"),
        },
    };

    private static bool? Logical(LogicalExpression logical, Dictionary<string, object?> row)
    {
        var decides = logical.Operator == LogicalOperator.Or;
        var values = logical.Operands.Select(operand => Value(operand, row)).ToList();
        return values.Contains(decides) ? decides : values.Contains(null) ? null : !decides;
    }

    private static object? Function(FlowFunction function, List<object?> operands)
    {
        var present = operands.Where(operand => operand is not null).ToList();
        return function switch
        {
            FlowFunction.Least => present.Count == 0 ? null : present.Aggregate((left, right) => Compare(left!, right!) <= 0 ? left : right),
            FlowFunction.Greatest => present.Count == 0 ? null : present.Aggregate((left, right) => Compare(left!, right!) >= 0 ? left : right),
            FlowFunction.Coalesce => present.FirstOrDefault(),
            FlowFunction.Identity => string.Join('|', operands.Select(operand => operand is null ? "absent" : $"'{operand}'")),
            FlowFunction.IsPresent => operands[0] is not null,
            FlowFunction.BitwiseAnd => present.Count < 2 ? null : (long)operands[0]! & (long)operands[1]!,
            FlowFunction.Number => operands[0] switch
            {
                string text when WholeNumber().IsMatch(text) => long.Parse(text, CultureInfo.InvariantCulture),
                long number => number,
                _ => null,
            },
            _ => throw new InvalidOperationException($"{function}?"),
        };
    }

    // Bit by bit, on purpose: the engine uses the library's own way.
    private static bool IsIn(IPNetwork network, string address)
    {
        var (bits, wanted) = (IPAddress.Parse(address).GetAddressBytes(), network.BaseAddress.GetAddressBytes());
        return bits.Length == wanted.Length
            && Enumerable.Range(0, network.PrefixLength).All(bit => ((bits[bit / 8] ^ wanted[bit / 8]) >> (7 - bit % 8) & 1) == 0);
    }

    private static bool IsTrue(object? value) => value is true;

    private static int Compare(object left, object right) =>
        left is string text ? string.CompareOrdinal(text, (string)right) : ((long)left).CompareTo((long)right);

    [GeneratedRegex(@"^-?[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    private sealed class SameValues : IEqualityComparer<List<object?>>
    {
        public bool Equals(List<object?>? x, List<object?>? y) => x!.SequenceEqual(y!);

        public int GetHashCode(List<object?> obj) => obj.Aggregate(17, HashCode.Combine);
    }

    // Absent values come last, whichever way the order goes.
    private sealed class ByOrder(IReadOnlyList<FlowOrder> order) : IComparer<Dictionary<string, object?>>
    {
        public int Compare(Dictionary<string, object?>? x, Dictionary<string, object?>? y)
        {
            foreach (var one in order)
            {
                var (left, right) = (x![one.Name], y![one.Name]);
                var compared = (left, right) switch
                {
                    (null, null) => 0,
                    (null, _) => 1,
                    (_, null) => -1,
                    _ => ReferenceEvaluator.Compare(left, right) * (one.Descending ? -1 : 1),
                };
                if (compared != 0) return compared;
            }

            return 0;
        }
    }
}
