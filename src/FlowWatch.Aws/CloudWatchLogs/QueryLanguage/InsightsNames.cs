using System.Globalization;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>
/// The names of one query. A name may be given only once in a query, so each gets its own. Values that are used again are named by a
/// <c>fields</c> command and then used by name.
/// </summary>
internal sealed class InsightsNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> named = [];
    private readonly List<string> commands = [];

    /// <summary>The <c>fields</c> commands, in the order they must stand.</summary>
    public IReadOnlyList<string> Commands => commands;

    /// <summary>A name like this one that is still free.</summary>
    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !taken.Add(name); number++) name = wanted + "_" + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }

    /// <summary>The name of a value; the same for the same text.</summary>
    /// <param name="text">The value.</param>
    /// <param name="wanted">What to call it, if it has no name yet.</param>
    public string Of(string text, string wanted)
    {
        // A name is its own name already.
        if (taken.Contains(text)) return text;
        if (named.TryGetValue(text, out var known)) return known;
        var name = Take(wanted);
        commands.Add($"fields {text} as {name}");
        named.Add(text, name);
        return name;
    }
}
