using System.Globalization;
using System.Text;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>Writes names and values into Logs Insights QL so that nothing in them can be taken for anything else.</summary>
internal static class InsightsText
{
    /// <summary>The longest query text that StartQuery takes, in characters.</summary>
    public const int LongestQuery = 10_000;

    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "anomaly", "as", "asc", "by", "dedup", "desc", "diff", "display", "fields", "filter", "filterIndex", "in", "join", "like",
        "limit", "lookup", "not", "or", "parse", "pattern", "sort", "source", "stats", "unmask", "unnest", "where",
    };

    /// <summary>
    /// The name that a flow log field or a column gets in a query: letters, digits and underscores, which need no quoting. Hyphens would
    /// read as minus.
    /// </summary>
    public static string Name(string field)
    {
        var name = string.Concat(field.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        if (!char.IsAsciiLetter(name[0])) name = "_" + name;
        return Keywords.Contains(name) ? name + "_field" : name;
    }

    /// <summary>A text in quotation marks.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\') literal.Append('\\');
            literal.Append(character);
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Whether a value can be this text: <c>-</c> stands for none, and no line of a flow log holds control characters.</summary>
    public static bool CanBeValue(string text) => text.Length > 0 && text != "-" && !text.Any(char.IsControl);

    /// <summary>A whole number; the language has no sign that stands alone.</summary>
    public static string Number(long number) => number >= 0
        ? number.ToString(CultureInfo.InvariantCulture)
        : $"(0 - {((Int128)number * -1).ToString(CultureInfo.InvariantCulture)})";
}
