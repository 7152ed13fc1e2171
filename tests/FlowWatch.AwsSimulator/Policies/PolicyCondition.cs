namespace FlowWatch.AwsSimulator.Policies;

/// <summary>One line of a Condition element: an operator, a key and the values it is compared with.</summary>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    private const string IfExists = "IfExists";

    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
        "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Bool", "Null",
    };

    /// <summary>Whether the operator is one the simulator knows; of others it must not guess.</summary>
    public bool IsKnown => Operators.Contains(Plain);

    private string Plain => Operator.EndsWith(IfExists, StringComparison.Ordinal) ? Operator[..^IfExists.Length] : Operator;

    /// <summary>Whether the condition holds for a context.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> context)
    {
        var value = context.GetValueOrDefault(Key);
        if (Plain == "Null") return Values.Any(wanted => IsTrue(wanted) == value is null);

        // A negated comparison holds where the key is missing; a plain one does not.
        var negated = Plain.Contains("Not", StringComparison.Ordinal);
        if (value is null) return negated || Operator != Plain;

        return Plain switch
        {
            "StringEquals" => Values.Any(wanted => wanted == value),
            "StringNotEquals" => Values.All(wanted => wanted != value),
            "StringEqualsIgnoreCase" => Values.Any(wanted => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase)),
            "StringNotEqualsIgnoreCase" => !Values.Any(wanted => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase)),
            "StringLike" or "ArnEquals" or "ArnLike" => Values.Any(wanted => WildcardPattern.Matches(wanted, value)),
            "StringNotLike" or "ArnNotEquals" or "ArnNotLike" => !Values.Any(wanted => WildcardPattern.Matches(wanted, value)),
            "Bool" => Values.Any(wanted => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase)),
            _ => throw new InvalidOperationException($"The condition operator {Operator} is unknown to the simulator."),
        };
    }

    private static bool IsTrue(string text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
