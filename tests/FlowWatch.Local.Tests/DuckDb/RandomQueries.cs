using System.Net;
using CsCheck;
using FlowWatch.Core.Queries;

namespace FlowWatch.Local.Tests.DuckDb;

/// <summary>Random records and random queries that make sense over them. Small pools of values, so that things coincide.</summary>
internal static class RandomQueries
{
    /// <summary>What the records have. Queries also ask for fields they do not have: <c>end</c>, <c>log-status</c>, <c>pkt-srcaddr</c>.</summary>
    public const string LogFormat = "srcaddr dstaddr srcport dstport protocol packets bytes start action tcp-flags account-id team";

    private static readonly IReadOnlyDictionary<string, Kind> FieldKinds = new Dictionary<string, Kind>
    {
        ["srcaddr"] = Kind.Address, ["dstaddr"] = Kind.Address, ["pkt-srcaddr"] = Kind.Address,
        ["action"] = Kind.Text, ["account-id"] = Kind.Text, ["team"] = Kind.Text, ["log-status"] = Kind.Text,
        ["srcport"] = Kind.Number, ["dstport"] = Kind.Number, ["protocol"] = Kind.Number, ["packets"] = Kind.Number,
        ["bytes"] = Kind.Number, ["start"] = Kind.Number, ["end"] = Kind.Number, ["tcp-flags"] = Kind.Number,
    };

    private static readonly string[] Addresses = ["10.0.0.1", "10.0.1.7", "10.1.0.9", "192.0.2.1", "255.255.255.255", "2001:db8::1", "2001:db8:1::2", "fe80::1", "::"];
    private static readonly string[] Texts = ["ACCEPT", "REJECT", "123456789012", "007", "unknown", "o'brien", "'); DROP TABLE t; --", "é", "a\"b", "%_"];
    private static readonly string[] Networks = ["10.0.0.0/8", "10.0.1.0/24", "10.0.1.7/32", "0.0.0.0/0", "128.0.0.0/1", "2001:db8::/32", "2001:db8::/47", "::/0", "fe80::1/128"];

    /// <summary>What a value is: addresses are texts that may be asked for their network.</summary>
    private enum Kind
    {
        Number,
        Text,
        Address,
    }

    public static Gen<Dictionary<string, object?>[]> Records { get; } =
        Gen.Select(
            Value(Gen.OneOf(Addresses)), Value(Gen.OneOf(Addresses)), Value(Gen.OneOf(0L, 22, 443, 40000, 65535)), Value(Gen.OneOf(0L, 22, 443, 40000, 65535)),
            Value(Gen.OneOf(1L, 6, 17, 255)), Value(Gen.Long[0, 40]), Value(Gen.OneOf(Gen.Long[0, 3000], Gen.Const(4_000_000_000L))),
            Value(Gen.Long[1767614400, 1767614800])).Select(
            Gen.Select(Value(Gen.OneOf("ACCEPT", "REJECT")), Value(Gen.OneOf(0L, 2, 18, 19, 255)), Value(Gen.OneOf(Texts[2..5])), Value(Gen.OneOf(Texts.Where(text => !text.Contains(' ')).ToArray()))),
            (first, second) => new Dictionary<string, object?>
            {
                ["srcaddr"] = first.Item1, ["dstaddr"] = first.Item2, ["srcport"] = first.Item3, ["dstport"] = first.Item4, ["protocol"] = first.Item5,
                ["packets"] = first.Item6, ["bytes"] = first.Item7, ["start"] = first.Item8,
                ["action"] = second.Item1, ["tcp-flags"] = second.Item2, ["account-id"] = second.Item3, ["team"] = second.Item4,
            }).Array[0, 30];

    public static Gen<FlowQuery> Query { get; } =
        One("inner", null, FieldKinds).SelectMany(inner => Gen.Bool.SelectMany(nested => nested
            ? One("outer", inner.Query, inner.Columns).Select(outer => outer.Query)
            : Gen.Const(inner.Query)));

    public static string Line(Dictionary<string, object?> record) =>
        string.Join(' ', LogFormat.Split(' ').Select(field => record[field] is { } value ? FormattableString.Invariant($"{value}") : "-"));

    private static Gen<object?> Value<T>(Gen<T> present) => Gen.Frequency((1, Gen.Const((object?)null)), (5, present.Select(value => (object?)value)));

    private static Gen<(FlowQuery Query, IReadOnlyDictionary<string, Kind> Columns)> One(string name, FlowQuery? over, IReadOnlyDictionary<string, Kind> input) =>
        from values in Derived(input, 4)
        from filter in Maybe(Condition(values.Names, 3))
        from keys in Keys(values.Names)
        from measures in Measures(values.Names)
        let columns = keys.Select(key => (key.Value.Name, key.Kind)).Concat(measures.Select(measure => (measure.Value.Name, measure.Kind))).ToDictionary(column => column.Name, column => column.Kind)
        from having in Maybe(Condition(columns, 2))
        from isOrdered in Gen.Bool
        from falling in Gen.Bool.Array[columns.Count]
        from most in Maybe(Gen.Int[1, 6])
        let start = (over is null ? FlowQuery.OverRecords(name) : FlowQuery.Over(name, over)).Derive(values.Values)
        let filtered = filter is null ? start : start.Where(filter)
        let grouped = keys.Aggregate(filtered, (query, key) => query.By(key.Value.Name, key.Value.Expression)).Measure([.. measures.Select(measure => measure.Value)])
        let chosen = having is null ? grouped : grouped.Having(having)
        let sorted = isOrdered ? columns.Keys.Zip(falling).Aggregate(chosen, (query, column) => column.Second ? query.OrderByDescending(column.First) : query.OrderBy(column.First)) : chosen
        select (isOrdered && most is { } count ? sorted.Take(count) : sorted, (IReadOnlyDictionary<string, Kind>)columns);

    private static Gen<(List<NamedExpression> Values, IReadOnlyDictionary<string, Kind> Names)> Derived(IReadOnlyDictionary<string, Kind> names, int most) =>
        Gen.Int[0, most].SelectMany(count => Enumerable.Range(0, count).Aggregate(
            Gen.Const((Values: new List<NamedExpression>(), Names: names)),
            (before, number) => before.SelectMany(so => OfAnyKind(so.Names, 2).Select(next => (
                Values: new List<NamedExpression>([.. so.Values, new NamedExpression($"derived {number}", next.Expression)]),
                Names: (IReadOnlyDictionary<string, Kind>)new Dictionary<string, Kind>(so.Names) { [$"derived {number}"] = next.Kind })))));

    private static Gen<List<(NamedExpression Value, Kind Kind)>> Keys(IReadOnlyDictionary<string, Kind> names) =>
        OfAnyKind(names, 1).Array[0, 3].Select(keys => keys.Select((key, index) => (new NamedExpression($"key {index}", key.Expression), key.Kind)).ToList());

    private static Gen<List<(FlowMeasure Value, Kind Kind)>> Measures(IReadOnlyDictionary<string, Kind> names) =>
        Gen.Select(Gen.OneOf(MeasureKind.Count, MeasureKind.Sum, MeasureKind.Minimum, MeasureKind.Maximum, MeasureKind.BitwiseOr, MeasureKind.CountDistinct), Number(names, 2), OfAnyKind(names, 2), Maybe(Condition(names, 2)), Gen.Bool).Array[1, 4].Select(choices => choices.Select((choice, index) =>
        {
            var (kind, number, any, where, identity) = choice;
            var name = $"measure {index}";
            return kind switch
            {
                MeasureKind.Count => (FlowMeasure.Count(name, where), Kind.Number),
                MeasureKind.Sum => (FlowMeasure.Sum(name, number, where), Kind.Number),
                MeasureKind.BitwiseOr => (FlowMeasure.BitwiseOr(name, number, where), Kind.Number),
                MeasureKind.Minimum => (FlowMeasure.Minimum(name, any.Expression, where), any.Kind),
                MeasureKind.Maximum => (FlowMeasure.Maximum(name, any.Expression, where), any.Kind),
                _ => (FlowMeasure.CountDistinct(name, identity ? FlowExpression.Identity(any.Expression, number) : any.Expression, where), Kind.Number),
            };
        }).ToList());

    private static Gen<(FlowExpression Expression, Kind Kind)> OfAnyKind(IReadOnlyDictionary<string, Kind> names, int depth) => Gen.Frequency(
        (3, Number(names, depth).Select(number => (number, Kind.Number))),
        (2, Text(names, depth, Kind.Text).Select(text => (text, Kind.Text))),
        (1, Text(names, depth, Kind.Address).Select(text => (text, Kind.Address))));

    private static Gen<FlowExpression> Named(IReadOnlyDictionary<string, Kind> names, Func<Kind, bool> which, Gen<FlowExpression> otherwise)
    {
        var fitting = names.Where(name => which(name.Value)).Select(name => name.Key).ToArray();
        return fitting.Length == 0 ? otherwise : Gen.Frequency((1, otherwise), (4, Gen.OneOf(fitting).Select(FlowExpression.Field)));
    }

    private static Gen<FlowExpression> Number(IReadOnlyDictionary<string, Kind> names, int depth)
    {
        var constant = Gen.Frequency((8, Gen.OneOf(-70000L, -1, 0, 1, 2, 6, 18, 300, 443, 70000)), (0, Gen.Const(0L))).Select(FlowExpression.Constant);
        var leaf = Named(names, kind => kind == Kind.Number, Gen.Frequency((6, constant), (1, Gen.Const(FlowExpression.Absent))));
        if (depth == 0) return leaf;
        var inner = Number(names, depth - 1);
        return Gen.OneOf(
            leaf,
            Gen.Select(inner, inner, (left, right) => left + right),
            Gen.Select(inner, inner, (left, right) => left - right),
            Gen.Select(inner, Gen.Long[-3, 3], (left, right) => left * right),
            Gen.Select(inner, inner, (left, right) => left / right),
            Gen.Select(inner, Gen.OneOf(0L, 1, 2, 18, 255, 300), (left, mask) => left.Bits(mask)),
            Gen.Select(Condition(names, depth - 1), inner, inner, FlowExpression.If),
            Gen.Select(inner, inner, FlowExpression.Least),
            Gen.Select(inner, inner, FlowExpression.Greatest),
            inner.Array[1, 3].Select(operands => FlowExpression.Coalesce(operands)),
            Text(names, depth - 1, Kind.Text).Select(FlowExpression.Number));
    }

    private static Gen<FlowExpression> Text(IReadOnlyDictionary<string, Kind> names, int depth, Kind kind)
    {
        var leaf = Named(names, one => one == kind, Gen.Frequency((6, Gen.OneOf(kind == Kind.Text ? Texts : Addresses).Select(FlowExpression.Constant)), (1, Gen.Const(FlowExpression.Absent))));
        if (depth == 0) return leaf;
        var inner = Text(names, depth - 1, kind);
        return Gen.OneOf(
            leaf,
            Gen.Select(Condition(names, depth - 1), inner, inner, FlowExpression.If),
            Gen.Select(inner, inner, FlowExpression.Least),
            Gen.Select(inner, inner, FlowExpression.Greatest),
            inner.Array[1, 3].Select(operands => FlowExpression.Coalesce(operands)));
    }

    private static Gen<FlowExpression> Condition(IReadOnlyDictionary<string, Kind> names, int depth)
    {
        var numbers = Number(names, Math.Max(0, depth - 1));
        var texts = Gen.OneOf(Text(names, Math.Max(0, depth - 1), Kind.Text), Text(names, Math.Max(0, depth - 1), Kind.Address));
        var leaf = Gen.OneOf(
            Comparison(numbers),
            Comparison(texts),
            Gen.Select(numbers, Gen.OneOf(0L, 6, 17, 22, 443, 70000).Array[0, 4], (operand, values) => operand.In(values)),
            Gen.Select(texts, Gen.OneOf([.. Texts, .. Addresses]).Array[0, 4], (operand, values) => operand.In(values)),
            Gen.Select(Text(names, 0, Kind.Address), Gen.OneOf(Networks).Array[0, 3], (operand, networks) => operand.InNetwork([.. networks.Select(network => IPNetwork.Parse(network))])),
            Gen.OneOf(numbers, texts).Select(operand => operand.IsPresent()));
        if (depth == 0) return leaf;
        var inner = Condition(names, depth - 1);
        return Gen.OneOf(
            leaf,
            inner.Select(operand => !operand),
            inner.Array[0, 3].Select(operands => FlowExpression.All(operands)),
            inner.Array[0, 3].Select(operands => FlowExpression.Any(operands)));
    }

    private static Gen<FlowExpression> Comparison(Gen<FlowExpression> operand) =>
        Gen.Select(Gen.OneOf(FlowOperator.Equal, FlowOperator.NotEqual, FlowOperator.Less, FlowOperator.LessOrEqual, FlowOperator.Greater, FlowOperator.GreaterOrEqual), operand, operand)
            .Select((which, left, right) => (FlowExpression)new BinaryExpression(which, left, right));

    private static Gen<T?> Maybe<T>(Gen<T> value)
        where T : class => Gen.Frequency((1, Gen.Const((T?)null)), (1, value.Select(one => (T?)one)));

    private static Gen<int?> Maybe(Gen<int> value) => Gen.Frequency((1, Gen.Const((int?)null)), (1, value.Select(one => (int?)one)));
}
