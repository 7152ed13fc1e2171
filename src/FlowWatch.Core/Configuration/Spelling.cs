namespace FlowWatch.Core.Configuration;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
public static class Spelling
{
    // Nobody mistypes a word this long; comparing is quadratic in its length, and the word may be anybody's.
    private const int Longest = 100;

    /// <summary>The word that is nearest to a mistyped one, or null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length > Longest) return null;
        var nearest = known
            .Select(candidate => (candidate, distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return nearest.candidate is not null && nearest.distance <= (word.Length < 3 ? 1 : Math.Max(2, word.Length / 3)) ? nearest.candidate : null;
    }

    /// <summary>The guess as messages add it: <c> (did you mean scan?)</c>, or nothing.</summary>
    public static string Suggestion(string word, IEnumerable<string> known) => Nearest(word, known) is { } nearest ? $" (did you mean {nearest}?)" : "";

    // Levenshtein: letters added, dropped or changed.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
