using System.Numerics;
using FlowWatch.Core.Queries;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>
/// Says expressions over the fields of one format in Logs Insights QL, as far as the language can say them exactly. What it cannot say is
/// null: texts that are chosen, put together or ordered, identities, numbers read out of texts. Parsed values are texts, <c>-</c> where
/// AWS had none.
/// </summary>
/// <param name="names">The names of the query.</param>
/// <param name="fieldOf">What a name stands for.</param>
internal sealed class InsightsExpressions(InsightsNames names, Func<string, InsightsField> fieldOf)
{
    private const int MostBits = 32;

    /// <summary>Whether an expression's value is a text (or absent).</summary>
    public bool IsText(FlowExpression expression) => expression switch
    {
        FieldExpression field => !fieldOf(field.Name).IsNumber,
        ConstantExpression constant => constant.Value is string,
        ConditionalExpression choice => IsText(choice.Then) || IsText(choice.Otherwise),
        FunctionExpression { Function: FlowFunction.Least or FlowFunction.Greatest or FlowFunction.Coalesce } function => function.Operands.Any(IsText),
        _ => false,
    };

    /// <summary>Whether an expression's value is true, false or absent.</summary>
    public static bool IsCondition(FlowExpression expression) =>
        expression is LogicalExpression or NotExpression or InExpression or InNetworkExpression
            or BinaryExpression { Operator: < FlowOperator.Add } or FunctionExpression { Function: FlowFunction.IsPresent }
        || (expression is ConditionalExpression choice && IsCondition(choice.Then));

    /// <summary>A whole number; null where it cannot be said.</summary>
    public InsightsNumber? Number(FlowExpression expression) => expression switch
    {
        FieldExpression field when fieldOf(field.Name).IsNumber => Field(fieldOf(field.Name)),
        ConstantExpression { Value: long constant } => InsightsNumber.Of(constant),
        ConstantExpression { Value: null } => new("0", InsightsTruth.Never, false),
        BinaryExpression { Operator: >= FlowOperator.Add } binary => Arithmetic(binary),
        ConditionalExpression choice when !IsText(choice) && !IsCondition(choice) => Choice(choice),
        FunctionExpression function => Function(function),
        _ => null,
    };

    /// <summary>A condition; null where it cannot be said.</summary>
    public InsightsCondition? Condition(FlowExpression expression) => expression switch
    {
        BinaryExpression { Operator: < FlowOperator.Add } binary => IsText(binary.Left) || IsText(binary.Right) ? TextComparison(binary) : NumberComparison(binary),
        LogicalExpression logical => Logical(logical),
        NotExpression not => Condition(not.Operand)?.Opposite,
        InExpression { Values.Count: 0 } or InNetworkExpression { Networks.Count: 0 } => new(InsightsTruth.Never, InsightsTruth.Always),
        InExpression membership => In(membership),
        InNetworkExpression membership => InNetwork(membership),
        FunctionExpression { Function: FlowFunction.IsPresent } function => Presence(function.Operands[0]) is { } presence ? new(presence, presence.Opposite) : null,
        _ => null,
    };

    private static InsightsTruth FieldPresence(InsightsField field)
    {
        if (field.IsKnownPresent) return InsightsTruth.Always;
        // No number of a flow log is negative, so a number with a hyphen in it is none.
        var hyphen = field.IsNumber ? $"strcontains({field.Name}, \"-\")" : $"strcontains(\"-\", {field.Name})";
        return InsightsTruth.Test($"{field.Name} != \"-\"", $"(1 - {hyphen})", $"{field.Name} = \"-\"", hyphen);
    }

    private InsightsNumber Field(InsightsField field)
    {
        var text = field.IsKnownPresent ? field.Name : names.Of($"replace({field.Name}, \"-\", \"0\")", "n");
        return new(text, FieldPresence(field), field.IsNegative, field.Bits);
    }

    private InsightsNumber? Arithmetic(BinaryExpression binary)
    {
        if (Number(binary.Left) is not { } left || Number(binary.Right) is not { } right) return null;
        var presence = InsightsTruth.All(left.Presence, right.Presence);
        return binary.Operator switch
        {
            FlowOperator.Add => new($"({left.Text} + {right.Text})", presence, left.IsNegative || right.IsNegative),
            FlowOperator.Subtract => new($"({left.Text} - {right.Text})", presence, true),
            FlowOperator.Multiply => new($"({left.Text} * {right.Text})", presence, left.IsNegative || right.IsNegative),
            // Of a negative number the language's floor is not the whole-number quotient.
            FlowOperator.Divide when binary.Right is ConstantExpression { Value: long and > 0 } && !left.IsNegative => new($"floor({left.Text} / {right.Text})", presence, false),
            _ => null,
        };
    }

    private InsightsNumber? Choice(ConditionalExpression choice)
    {
        if (Condition(choice.Condition)?.True is not { } holds || Number(choice.Then) is not { } then || Number(choice.Otherwise) is not { } otherwise) return null;
        if (holds.Constant is { } constant) return constant ? then : otherwise;
        if (holds.Number is not { } number) return null;
        var first = names.Of(number, "c");
        var presence = InsightsTruth.Any(InsightsTruth.All(holds, then.Presence), InsightsTruth.All(holds.Opposite, otherwise.Presence));
        if (then.Presence.Condition == otherwise.Presence.Condition) presence = then.Presence;
        var text = then.Text == otherwise.Text ? then.Text : $"({first} * {then.Text} + (1 - {first}) * {otherwise.Text})";
        return new(names.Of(text, "v"), presence, then.IsNegative || otherwise.IsNegative, then.Bits is { } one && otherwise.Bits is { } other ? Math.Max(one, other) : null);
    }

    private InsightsNumber? Function(FunctionExpression function)
    {
        switch (function.Function)
        {
            case FlowFunction.Number:
                return IsText(function.Operands[0]) ? null : Number(function.Operands[0]);
            case FlowFunction.BitwiseAnd when function.Operands[1] is ConstantExpression { Value: long mask }:
                return Number(function.Operands[0]) is { } operand ? Masked(operand, mask) : null;
            // An absent field is written as 0 already.
            case FlowFunction.Coalesce when function.Operands is [FieldExpression, ConstantExpression { Value: 0L }] && Number(function.Operands[0]) is { } field:
                return field with { Presence = InsightsTruth.Always };
            case FlowFunction.Least or FlowFunction.Greatest or FlowFunction.Coalesce:
                var operands = function.Operands.Select(Number).ToList();
                if (operands.Exists(one => one?.Presence.Constant != true)) return null;
                if (function.Function == FlowFunction.Coalesce) return operands[0];
                var name = function.Function == FlowFunction.Least ? "least" : "greatest";
                return new($"{name}({string.Join(", ", operands.Select(one => one!.Text))})", InsightsTruth.Always, operands.Exists(one => one!.IsNegative));
            default:
                return null;
        }
    }

    private static InsightsNumber? Masked(InsightsNumber operand, long mask)
    {
        if (operand.Constant is { } constant) return InsightsNumber.Of(constant & mask);
        if (operand.IsNegative || mask < 0 || BitOperations.PopCount((ulong)mask) > MostBits) return null;
        var bits = Enumerable.Range(0, 63).Where(bit => (mask >> bit & 1) == 1)
            .Select(bit => bit == 0 ? Bit(operand, bit) : $"{Bit(operand, bit)} * {InsightsText.Number(1L << bit)}").ToList();
        return bits.Count == 0 ? operand with { Text = "0", Bits = 0 }
            : operand with { Text = $"({string.Join(" + ", bits)})", Bits = BitOperations.Log2((ulong)mask) + 1 };
    }

    /// <summary>One bit of a number: 0 or 1.</summary>
    public static string Bit(InsightsNumber number, int bit) =>
        bit == 0 ? $"({number.Text} % 2)" : $"(floor({number.Text} / {InsightsText.Number(1L << bit)}) % 2)";

    private InsightsCondition? NumberComparison(BinaryExpression binary)
    {
        if (Number(binary.Left) is not { } left || Number(binary.Right) is not { } right) return null;
        var presence = InsightsTruth.All(left.Presence, right.Presence);
        if (left.Constant is { } one && right.Constant is { } other) return InsightsCondition.Where(presence, Compared(binary.Operator, one.CompareTo(other)));
        return InsightsCondition.Where(presence, Comparison(binary.Operator, left.Text, right.Text, binary.Left is ConstantExpression || binary.Right is ConstantExpression));
    }

    private static InsightsTruth Compared(FlowOperator which, int order)
    {
        var holds = which switch
        {
            FlowOperator.Equal => order == 0,
            FlowOperator.NotEqual => order != 0,
            FlowOperator.Less => order < 0,
            FlowOperator.LessOrEqual => order <= 0,
            FlowOperator.Greater => order > 0,
            _ => order >= 0,
        };
        return holds ? InsightsTruth.Always : InsightsTruth.Never;
    }

    // Two parsed values would be compared as texts; their difference is a number.
    private static InsightsTruth Comparison(FlowOperator which, string left, string right, bool hasConstant)
    {
        string Apart() => $"least(1, abs({left} - {right}))";
        string Text(string sign) => hasConstant ? $"{left} {sign} {right}" : $"{left} - {right} {sign} 0";
        return which switch
        {
            FlowOperator.Equal => InsightsTruth.Test(Text("="), $"(1 - {Apart()})", Text("!="), Apart()),
            FlowOperator.NotEqual => InsightsTruth.Test(Text("!="), Apart(), Text("="), $"(1 - {Apart()})"),
            FlowOperator.Less => InsightsTruth.Test(Text("<"), $"least(1, greatest(0, {right} - {left}))", Text(">=")),
            FlowOperator.LessOrEqual => InsightsTruth.Test(Text("<="), $"least(1, greatest(0, {right} - {left} + 1))", Text(">")),
            FlowOperator.Greater => InsightsTruth.Test(Text(">"), $"least(1, greatest(0, {left} - {right}))", Text("<=")),
            FlowOperator.GreaterOrEqual => InsightsTruth.Test(Text(">="), $"least(1, greatest(0, {left} - {right} + 1))", Text("<")),
            _ => throw new InvalidOperationException($"Operator {which} does not compare."),
        };
    }

    private InsightsCondition? TextComparison(BinaryExpression binary)
    {
        if (binary.Operator is not (FlowOperator.Equal or FlowOperator.NotEqual)) return null;
        var equal = (binary.Left, binary.Right) switch
        {
            (FieldExpression field, ConstantExpression { Value: string text }) => EqualsText(field.Name, text),
            (ConstantExpression { Value: string text }, FieldExpression field) => EqualsText(field.Name, text),
            (FieldExpression left, FieldExpression right) when IsText(left) && IsText(right) => EqualsField(left.Name, right.Name),
            _ => null,
        };
        return binary.Operator == FlowOperator.Equal ? equal : equal?.Opposite;
    }

    private InsightsCondition EqualsText(string field, string text) =>
        InsightsCondition.OnlyWhere(FieldPresence(fieldOf(field)), TextTest(fieldOf(field).Name, text));

    private static InsightsTruth TextTest(string name, string text)
    {
        if (!InsightsText.CanBeValue(text)) return InsightsTruth.Never;
        var literal = InsightsText.Literal(text);
        return InsightsTruth.Test($"{name} = {literal}", IsAmong(name, [text]), $"{name} != {literal}");
    }

    private InsightsCondition EqualsField(string left, string right)
    {
        var (first, second) = (fieldOf(left), fieldOf(right));
        return InsightsCondition.Where(
            InsightsTruth.All(FieldPresence(first), FieldPresence(second)),
            InsightsTruth.Test($"{first.Name} = {second.Name}", $"strcontains({BetweenBlanks(first.Name)}, {BetweenBlanks(second.Name)})", $"{first.Name} != {second.Name}"));
    }

    // No value holds a blank, so one between blanks is found in a list between blanks only where it is in the list.
    private static string IsAmong(string name, IEnumerable<string> values) =>
        $"strcontains({InsightsText.Literal($" {string.Join(' ', values.Where(value => !value.Any(char.IsWhiteSpace)))} ")}, {BetweenBlanks(name)})";

    private static string BetweenBlanks(string name) => $"concat(\" \", {name}, \" \")";

    private InsightsCondition? Logical(LogicalExpression logical)
    {
        var operands = logical.Operands.Select(Condition).ToList();
        if (operands.Contains(null)) return null;
        var (holds, fails) = (operands.Select(operand => operand!.True), operands.Select(operand => operand!.False));
        return logical.Operator == LogicalOperator.And
            ? new(InsightsTruth.All(holds), InsightsTruth.Any(fails))
            : new(InsightsTruth.Any(holds), InsightsTruth.All(fails));
    }

    private InsightsCondition? In(InExpression membership)
    {
        if (membership.Values[0] is string)
        {
            if (membership.Operand is not FieldExpression field || !IsText(field)) return null;
            var texts = membership.Values.Cast<string>().Where(InsightsText.CanBeValue).Distinct().ToList();
            return InsightsCondition.OnlyWhere(FieldPresence(fieldOf(field.Name)), OneOf(fieldOf(field.Name).Name, texts));
        }

        if (Number(membership.Operand) is not { } number) return null;
        var values = membership.Values.Cast<long>().Distinct().Select(InsightsText.Number).ToList();
        if (values.Count == 1) return InsightsCondition.Where(number.Presence, Comparison(FlowOperator.Equal, number.Text, values[0], hasConstant: true));
        if (membership.Operand is FieldExpression plain && fieldOf(plain.Name) is { IsNegative: false } parsed)
        {
            var among = IsAmong(parsed.Name, values);
            return InsightsCondition.OnlyWhere(number.Presence, InsightsTruth.Test($"{among} = 1", among, $"{among} = 0"));
        }

        var distance = $"least({string.Join(", ", values.Select(value => $"abs({number.Text} - {value})"))})";
        return InsightsCondition.Where(number.Presence, InsightsTruth.Test($"{distance} = 0", $"(1 - least(1, {distance}))", $"{distance} > 0"));
    }

    private static InsightsTruth OneOf(string name, List<string> texts)
    {
        if (texts.Count < 2) return texts.Count == 0 ? InsightsTruth.Never : TextTest(name, texts[0]);
        var literals = texts.ConvertAll(InsightsText.Literal);
        var condition = $"{name} in [{string.Join(", ", literals)}]";
        return InsightsTruth.Test(condition, IsAmong(name, texts), $"not ({condition})");
    }

    private InsightsCondition? InNetwork(InNetworkExpression membership)
    {
        if (membership.Operand is not FieldExpression field || !IsText(field)) return null;
        var name = fieldOf(field.Name).Name;
        var tests = membership.Networks.Select(network =>
            $"{(network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "isIpv6InSubnet" : "isIpv4InSubnet")}({name}, {InsightsText.Literal(network.ToString())})");
        var condition = "(" + string.Join(" or ", tests) + ")";
        return InsightsCondition.OnlyWhere(FieldPresence(fieldOf(field.Name)), InsightsTruth.Test(condition, null, $"not {condition}"));
    }

    private InsightsTruth? Presence(FlowExpression expression)
    {
        switch (expression)
        {
            case FieldExpression field:
                return FieldPresence(fieldOf(field.Name));
            case ConstantExpression constant:
                return constant.Value is null ? InsightsTruth.Never : InsightsTruth.Always;
            case FunctionExpression { Function: FlowFunction.Coalesce } coalesce:
                var parts = coalesce.Operands.Select(Presence).ToList();
                return parts.Contains(null) ? null : InsightsTruth.Any(parts.Select(part => part!));
            default:
                return IsText(expression) ? null : Number(expression)?.Presence;
        }
    }
}
