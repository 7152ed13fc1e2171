using System.Text.Json;

namespace FlowWatch.Core.Accounts.Policies;

/// <summary>One condition of a statement: an operator, the key it looks at, and the values it compares with.</summary>
/// <param name="Operator">The operator as it is written: <c>StringEquals</c>, <c>ArnLike</c>, <c>BoolIfExists</c>.</param>
/// <param name="Key">The key: <c>aws:SecureTransport</c>. Keys are the same in any case.</param>
/// <param name="Values">The values; any of them may fit.</param>
public sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    private const string IfExists = "IfExists";

    /// <summary>The operator without its ending.</summary>
    public string PlainOperator => Operator.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase) ? Operator[..^IfExists.Length] : Operator;

    /// <summary>Whether it is about a key.</summary>
    public bool IsOf(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it holds; null where it cannot be told, because the operator or what the key stands for is not known here.</summary>
    /// <param name="context">What keys stand for.</param>
    public bool? Holds(IReadOnlyDictionary<string, string> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var known = context.FirstOrDefault(one => IsOf(one.Key));
        if (known.Key is null) return null;
        return PlainOperator.ToUpperInvariant() switch
        {
            "STRINGEQUALS" => Values.Contains(known.Value),
            "STRINGNOTEQUALS" => !Values.Contains(known.Value),
            "STRINGEQUALSIGNORECASE" => Values.Contains(known.Value, StringComparer.OrdinalIgnoreCase),
            "STRINGLIKE" or "ARNLIKE" or "ARNEQUALS" => Values.Any(pattern => PolicyWildcard.Matches(pattern, known.Value)),
            "STRINGNOTLIKE" or "ARNNOTLIKE" or "ARNNOTEQUALS" => !Values.Any(pattern => PolicyWildcard.Matches(pattern, known.Value)),
            "BOOL" => Values.Contains(known.Value, StringComparer.OrdinalIgnoreCase),
            _ => null,
        };
    }

    /// <summary>The conditions of a statement; null where they cannot be understood.</summary>
    internal static IReadOnlyList<PolicyCondition>? Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        var conditions = new List<PolicyCondition>();
        foreach (var one in element.EnumerateObject())
        {
            if (one.Value.ValueKind != JsonValueKind.Object) return null;
            foreach (var key in one.Value.EnumerateObject())
            {
                if (PolicyStatement.Texts(key.Value) is not { } values) return null;
                conditions.Add(new PolicyCondition(one.Name, key.Name, values));
            }
        }

        return conditions;
    }
}
