using System.Globalization;
using System.Net;

namespace FlowWatch.AwsSimulator.Policies;

/// <summary>One line of a Condition element: an operator, a key and the values it is compared with.</summary>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    private const string IfExists = "IfExists";
    private const string AnyValue = "ForAnyValue:";
    private const string AllValues = "ForAllValues:";

    /// <summary>How each operator compares a value wanted with the one there is; the negated ones (with Not) by what they negate.</summary>
    private static readonly Dictionary<string, Func<string, string, bool>> Comparisons = new(StringComparer.Ordinal)
    {
        ["StringEquals"] = (wanted, value) => wanted == value,
        ["StringEqualsIgnoreCase"] = (wanted, value) => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase),
        ["StringLike"] = (wanted, value) => WildcardPattern.Matches(wanted, value),
        ["ArnEquals"] = (wanted, value) => WildcardPattern.Matches(wanted, value),
        ["ArnLike"] = (wanted, value) => WildcardPattern.Matches(wanted, value),
        ["Bool"] = (wanted, value) => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase),
        ["NumericEquals"] = (wanted, value) => Number(value) == Number(wanted),
        ["NumericLessThan"] = (wanted, value) => Number(value) < Number(wanted),
        ["NumericLessThanEquals"] = (wanted, value) => Number(value) <= Number(wanted),
        ["NumericGreaterThan"] = (wanted, value) => Number(value) > Number(wanted),
        ["NumericGreaterThanEquals"] = (wanted, value) => Number(value) >= Number(wanted),
        ["IpAddress"] = (wanted, value) => InNetwork(wanted, value),
    };

    private readonly string plain = Plain(Operator);

    /// <summary>Whether the operator is one the simulator knows; of others it must not guess.</summary>
    public bool IsKnown => plain == "Null" || Comparisons.ContainsKey(Positive);

    private bool IsNegated => plain != Positive;

    private string Positive => plain.Replace("Not", "", StringComparison.Ordinal);

    /// <summary>Whether the condition holds for a context. Each key has one value here.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> context)
    {
        var value = context.GetValueOrDefault(Key);
        if (plain == "Null") return Values.Any(wanted => string.Equals(wanted, "true", StringComparison.OrdinalIgnoreCase) == value is null);

        // Where the key is missing, a negated comparison holds, and so does one that is made only if it exists or for all of no values.
        if (value is null)
        {
            return IsNegated
                || Operator.EndsWith(IfExists, StringComparison.Ordinal)
                || Operator.StartsWith(AllValues, StringComparison.Ordinal);
        }

        return Values.Any(wanted => Comparisons[Positive](wanted, value)) != IsNegated;
    }

    private static string Plain(string name)
    {
        if (name.StartsWith(AnyValue, StringComparison.Ordinal)) name = name[AnyValue.Length..];
        if (name.StartsWith(AllValues, StringComparison.Ordinal)) name = name[AllValues.Length..];
        return name.EndsWith(IfExists, StringComparison.Ordinal) ? name[..^IfExists.Length] : name;
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static bool InNetwork(string network, string address)
    {
        if (!IPAddress.TryParse(address, out var parsed)) return false;
        return IPNetwork.TryParse(network, out var range)
            ? range.Contains(parsed)
            : IPAddress.TryParse(network, out var single) && single.Equals(parsed);
    }
}
