using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs.Operations;

/// <summary>
/// A filter pattern of terms: all terms must be in a message, at least one of those with <c>?</c> in front, none of those with
/// <c>-</c>. A term with anything but letters, digits and <c>_</c> stands in double quotation marks.
/// </summary>
internal sealed class FilterPattern
{
    private readonly List<string> required = [];
    private readonly List<string> optional = [];
    private readonly List<string> excluded = [];

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="SimulatedServiceException">It is none, or one that is not executed here.</exception>
    public static FilterPattern Parse(string pattern)
    {
        var found = new FilterPattern();
        var rest = pattern.AsSpan().TrimStart();
        if (!rest.IsEmpty && rest[0] is '{' or '[' or '%') throw LogsErrors.Unsupported("The simulator executes filter patterns of terms only.");
        while (!rest.IsEmpty)
        {
            var terms = rest[0] switch { '?' => found.optional, '-' => found.excluded, _ => found.required };
            if (rest[0] is '?' or '-') rest = rest[1..];
            terms.Add(Term(ref rest));
            rest = rest.TrimStart();
        }

        return found;
    }

    /// <summary>Whether a message matches. Case counts.</summary>
    public bool Matches(string message) =>
        required.TrueForAll(term => message.Contains(term, StringComparison.Ordinal))
        && (optional.Count == 0 || optional.Exists(term => message.Contains(term, StringComparison.Ordinal)))
        && !excluded.Exists(term => message.Contains(term, StringComparison.Ordinal));

    private static string Term(ref ReadOnlySpan<char> rest)
    {
        if (!rest.IsEmpty && rest[0] == '"')
        {
            var length = rest[1..].IndexOf('"');
            if (length < 0) throw LogsErrors.InvalidParameter("Invalid filter pattern: a quotation mark is not closed.");
            var phrase = rest.Slice(1, length).ToString();
            rest = rest[(length + 2)..];
            return phrase;
        }

        var end = rest.IndexOf(' ');
        var term = (end < 0 ? rest : rest[..end]).ToString();
        rest = end < 0 ? default : rest[end..];
        return term.Length > 0 && term.All(one => char.IsAsciiLetterOrDigit(one) || one == '_')
            ? term
            : throw LogsErrors.InvalidParameter($"Invalid character(s) in term '{term}'");
    }
}
